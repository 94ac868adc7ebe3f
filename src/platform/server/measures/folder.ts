import type { Kysely } from 'kysely'
import { Counter, Gauge, Histogram } from 'prom-client'
import type { Logger } from '../log.ts'
import { metrics } from '../metrics.ts'
import type { Database } from '../schema.ts'
import { type Folded, foldOnce } from './fold.ts'
import { withFoldLock } from './fold-lock.ts'

export interface FolderOptions {
  logger: Logger
  /** Pause between folds when nothing is left to do. */
  everyMs?: number
  /** Rows of the queue in one fold: bounds its memory, its transaction and how long it holds the event loop. */
  limit?: number
}

/** Rows in one fold when nobody says otherwise: several seconds of the busiest evening. */
export const foldLimit = 2_000

/**
 * Folds what is in the queue, at most `limit` rows, in one transaction. Null: another process is folding. Nothing is
 * lost or doubled when it breaks off at any point: the rows leave the queue in the transaction that adds them.
 */
export async function foldPending(db: Kysely<Database>, limit = foldLimit): Promise<Folded | null> {
  return await withFoldLock(db, 'leave', (connection) =>
    connection
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((trx) => foldOnce(trx, limit)),
  )
}

/** Folds every second, and again at once while rows are left, until stopped. `db` is the worker's. */
export function startFolder(db: Kysely<Database>, options: FolderOptions): { stop(): Promise<void> } {
  const { logger, everyMs = 1_000, limit = foldLimit } = options
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      const rows = await foldAndTell(db, limit, logger)
      if (rows < limit) await pause(everyMs, stopping.signal)
    }
  }
  const running = run()
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

// A fold that fails (the database is away, a full disk) is tried again after the pause; the queue keeps everything.
async function foldAndTell(db: Kysely<Database>, limit: number, logger: Logger): Promise<number> {
  const began = performance.now()
  try {
    const folded = await foldPending(db, limit)
    if (folded) tell(folded, (performance.now() - began) / 1_000, logger)
    return folded?.rows ?? 0
  } catch (error) {
    failures.inc()
    logger.error({ err: error }, 'fold failed; figures stand still until it succeeds')
    return 0
  }
}

function tell({ rows, oldest, misfits }: Folded, seconds: number, logger: Logger): void {
  lag.set(oldest ? (Date.now() - oldest.getTime()) / 1_000 : 0)
  if (rows === 0) return
  duration.observe(seconds)
  foldedRows.inc(rows)
  if (misfits > 0) logger.error({ misfits }, 'changes that fit nothing were left out: run tungnha recount --check')
}

const lag = new Gauge({
  name: 'tungnha_fold_lag_seconds',
  help: 'Age of the oldest change when it reached the figures, in the last fold',
  registers: [metrics],
})
const duration = new Histogram({
  name: 'tungnha_fold_seconds',
  help: 'Time of one fold that had something to do',
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [metrics],
})
const foldedRows = new Counter({
  name: 'tungnha_fold_rows_total',
  help: 'Rows of the queue that reached the figures',
  registers: [metrics],
})
const failures = new Counter({
  name: 'tungnha_fold_failures_total',
  help: 'Folds that failed and were tried again',
  registers: [metrics],
})

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
