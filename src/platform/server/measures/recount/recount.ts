import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../schema.ts'
import { foldOnce } from '../fold.ts'
import { withFoldLock } from '../fold-lock.ts'
import { buildRecount } from './build.ts'
import { type Difference, findDifferences } from './differences.ts'
import type { RecountSource } from './sources.ts'

export interface RecountOptions {
  sources: readonly RecountSource[]
  /** Called while counting, after each province. */
  progress?: (done: number, of: number) => void
  /** Differences answered at most. */
  limit?: number
}

/**
 * Counts everything anew from the source tables and compares with the kept figures, what waits in the queue included.
 * Changes nothing. Figures stand still meanwhile (writers go on). `db`: the worker's. Empty: all is right.
 */
export async function checkFigures(db: Kysely<Database>, options: RecountOptions): Promise<Difference[]> {
  let found: Difference[] = []
  await alone(db, async (trx) => {
    await foldAll(trx)
    await buildRecount(trx, options.sources, options.progress ?? ignore)
    found = await findDifferences(trx, options.limit ?? 100)
    return 'undo'
  })
  return found
}

/** Counts everything anew and puts it in the place of the kept figures. What waits in the queue is in it. */
export async function rebuildFigures(db: Kysely<Database>, options: RecountOptions): Promise<void> {
  await alone(db, async (trx) => {
    await rebuildWithin(trx, options)
    return 'keep'
  })
}

/**
 * The same inside the caller's transaction: for loads into an empty database, where nobody folds and all must come in
 * together or not at all. Anywhere else use `rebuildFigures`.
 */
export async function rebuildWithin(trx: Transaction<Database>, options: RecountOptions): Promise<void> {
  await buildRecount(trx, options.sources, options.progress ?? ignore)
  await sql`delete from measure_delta`.execute(trx)
  for (const replace of replacements) await replace.execute(trx)
  await sql`update fold_state set as_of = now()`.execute(trx)
}

const ignore = () => {}

// One snapshot for everything: the rows of the source tables and exactly the deltas that speak of them.
async function alone(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<'keep' | 'undo'>,
): Promise<void> {
  await withFoldLock(db, 'wait', async (connection) => {
    const trx = await connection.startTransaction().setIsolationLevel('repeatable read').execute()
    try {
      await sql`set local statement_timeout = 0`.execute(trx)
      if ((await work(trx)) === 'keep') await trx.commit().execute()
    } finally {
      if (!trx.isCommitted) await trx.rollback().execute()
    }
  })
}

async function foldAll(trx: Transaction<Database>): Promise<void> {
  while ((await foldOnce(trx, batch)).rows > 0);
}
const batch = 10_000

const replacements = [
  sql`delete from rollup`,
  sql`delete from team_rollup`,
  sql`delete from subject_days`,
  sql`delete from declared_counted`,
  sql`insert into rollup (scope_id, measure, month, total, days)
    select scope_id, measure, month, total, days from recount_rollup order by scope_id, measure, month`,
  sql`insert into team_rollup (place_id, measure, month, team_id, total, days)
    select place_id, measure, month, team_id, total, days from recount_team_rollup
    order by place_id, measure, month, team_id`,
  sql`insert into subject_days (subject_id, measure, team_id, days)
    select subject_id, measure, team_id, days from recount_subject_days order by subject_id`,
  sql`insert into declared_counted (place_id, code, days, amounts)
    select place_id, code, array_agg(day order by day), array_agg(amount::int order by day) from recount_declared
    group by place_id, code`,
]
