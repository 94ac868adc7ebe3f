import { type Kysely, sql, type Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { baseMissing } from '#platform/shared/sync-problems.ts'
import { limits } from '#platform/shared/wire.ts'
import { forgetRescues } from '../rescue/drafts.ts'
import type { Database } from '../schema.ts'
import { raiseRevisions } from './revision.ts'
import './tables.ts'

type Trx = Transaction<Database>
const dayMs = 86_400_000

/**
 * Daily work of the sync, on the worker's handle. Refuses what has waited 30 days for a base that never came, forgets
 * removals after 180 days, drops snapshots that nobody fetches any more.
 */
export async function tidySync(db: Kysely<Database>, nowMs: number): Promise<void> {
  await expireWaiting(db, nowMs)
  await forgetRemovals(db, nowMs)
  await forgetRescues(db)
  await sql`delete from sync_snapshot where created_at < ${new Date(nowMs - limits.waitingDays * dayMs)}`.execute(db)
}

/** Refuses commands that have waited too long; their phones learn it in the pull, as late verdicts. One transaction a team. */
export async function expireWaiting(db: Kysely<Database>, nowMs: number): Promise<void> {
  const before = new Date(nowMs - limits.waitingDays * dayMs)
  const { rows } = await sql<{ team_id: Id }>`
    select distinct team_id from command where verdict = 'waiting' and received_at < ${before}`.execute(db)
  for (const { team_id } of rows) await db.transaction().execute((trx) => expireWaitingOf(trx, team_id, before))
}

async function expireWaitingOf(trx: Trx, team: Id, before: Date): Promise<void> {
  const rev = (await raiseRevisions(trx, [team])).get(team)
  await sql`update command set verdict = 'refused', problem = ${JSON.stringify(problemBody(baseMissing))}::jsonb,
      waits_for = null, late = true, rev = ${rev}
    where team_id = ${team} and verdict = 'waiting' and received_at < ${before}`.execute(trx)
}

/** Forgets removals of more than 180 days ago, and marks up to which revision: older cursors get a clean re-sync. */
export async function forgetRemovals(db: Kysely<Database>, nowMs: number): Promise<void> {
  await sql`with gone as (
      delete from removal where at < ${new Date(nowMs - limits.removalDays * dayMs)} returning team_id, rev
    )
    update team_revision set forgotten_rev = greatest(forgotten_rev, last.rev)
    from (select team_id, max(rev) as rev from gone group by team_id) as last
    where team_revision.team_id = last.team_id`.execute(db)
}
