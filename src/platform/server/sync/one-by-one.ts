import { sql, type Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { internal } from '#platform/shared/problems.ts'
import { inScope } from '../db.ts'
import { problemFromPostgres } from '../problem-from-postgres.ts'
import type { Database } from '../schema.ts'
import { writeAll } from '../statement.ts'
import type { SyncDeps } from './deps.ts'
import type { Decided, Item } from './items.ts'
import { scopeOf, withTeams } from './locking.ts'
import { runPass } from './pass.ts'
import { type Revisions, raiseRevisions } from './revision.ts'
import { type Answers, answerOf, type Decision, loadKnown, storeLateVerdicts, storeVerdicts } from './verdicts.ts'
import { loadWaiting } from './waiting.ts'

type Trx = Transaction<Database>

// A transaction keeps 64 savepoints cheaply; beyond, every other transaction pays for looking them up.
const commandsATransaction = 50

/** Did the database refuse a row (and not the whole transaction)? Then the other commands can still be done. */
export const isRowFault = (error: unknown): boolean => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && (/^(22|23|54)/.test(code) || code === '42501')
}

/** The slow path, after a batch failed: each command under a savepoint of its own; only the guilty ones are refused. */
export async function decideOneByOne(deps: SyncDeps, items: readonly Item[]): Promise<Decision> {
  const answers: Answers = new Map()
  let epoch = ''
  for (let at = 0; at < items.length; at += commandsATransaction) {
    const part = items.slice(at, at + commandsATransaction)
    const decision = await withTeams(part, (teams) =>
      inScope(deps.db, scopeOf(part, teams), (trx) => decidePart(trx, deps, part, teams)),
    )
    for (const [id, verdict] of decision.answers) answers.set(id, verdict)
    epoch = decision.epoch
  }
  return { epoch, answers }
}

async function decidePart(trx: Trx, deps: SyncDeps, items: readonly Item[], teams: readonly Id[]): Promise<Decision> {
  const revs = await raiseRevisions(trx, teams)
  const known = await loadKnown(trx, { ids: items.map(({ meta }) => meta.id), brought: [], bases: [] }, deps)
  const answers: Answers = new Map(known.verdicts)
  const queue = items.filter(({ meta }) => !known.verdicts.has(meta.id))
  for (let item = queue.shift(); item; item = queue.shift()) {
    const { decided, released } = await decideUnderSavepoint(trx, deps, revs, item)
    for (const one of decided) answers.set(one.item.meta.id, answerOf(one, revs))
    queue.unshift(...released)
  }
  return { epoch: revs.epoch, answers }
}

async function decideUnderSavepoint(trx: Trx, deps: SyncDeps, revs: Revisions, item: Item) {
  await sql`savepoint one_command`.execute(trx)
  try {
    const { decided, arrived, unwritten } = await runPass(trx, deps, revs, [item], [])
    await writeAll(trx, unwritten)
    await sql`release savepoint one_command`.execute(trx)
    return { decided, released: await loadWaiting(trx, deps, arrived) }
  } catch (error) {
    await sql`rollback to savepoint one_command`.execute(trx)
    if (!isRowFault(error)) throw error
    const decided = [refusedByDatabase(item, error, deps)]
    await writeAll(trx, [storeVerdicts(decided, revs), storeLateVerdicts(decided, revs)])
    return { decided, released: [] }
  }
}

// Without its arguments: they may be what the database cannot keep.
const refusedByDatabase = (item: Item, error: unknown, deps: SyncDeps): Decided => ({
  item: { ...item, args: null, command: null },
  verdict: 'refused',
  problem: problemFromPostgres(error)?.body ?? problemBody(internal, { reference: deps.report(error, item) }),
  waitsFor: null,
})
