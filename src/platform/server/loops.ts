import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Logger } from './log.ts'
import type { Database } from './schema.ts'

/** What background work gets to work with: the worker's role sees every row, so work decides itself for whom it is. */
export interface JobTools {
  db: Kysely<Database>
  log: Logger
  /** Aborted when the server stops: long work ends at its next step and runs again later. */
  signal: AbortSignal
}

/** Work that goes on all the time in small steps (folding deltas), one step at a time over all processes. */
export interface Loop {
  name: string
  /** The pause after a step that found nothing more to do. */
  everyMs: number
  /** One step in a transaction of the worker's role. True: there is more, come again at once. */
  run(trx: Transaction<Database>): Promise<boolean>
}

/** Runs all loops until the signal; a step that fails is logged and repeated, later and later. */
export const runLoops = async (loops: readonly Loop[], tools: JobTools): Promise<void> =>
  void (await Promise.all(loops.map((loop) => runLoop(loop, tools))))

const pauseMost = 30_000

async function runLoop(loop: Loop, { db, log, signal }: JobTools): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      const more = await db.transaction().execute((trx) => stepIfFree(loop, trx))
      failures = 0
      if (more) continue
    } catch (error) {
      failures++
      log.warn({ err: error, loop: loop.name }, 'loop step failed, will be repeated')
    }
    const pause = Math.min(loop.everyMs * 2 ** failures, Math.max(pauseMost, loop.everyMs))
    await sleep(pause, undefined, { signal }).catch(() => {})
  }
}

// The lock belongs to the transaction, so it works through a pooler and is gone with a process that dies.
async function stepIfFree(loop: Loop, trx: Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtext(${`tungnha loop ${loop.name}`})) as free`.execute(trx)
  return rows[0]?.free === true && (await loop.run(trx))
}
