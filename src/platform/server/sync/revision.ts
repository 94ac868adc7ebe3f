import type { Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import type { Database } from '../schema.ts'
import { prepared, run } from '../statement.ts'
import type { Statement } from '../together.ts'
import './tables.ts'

/** The new revision of each team, and the life of the database to which they belong. */
export class Revisions extends Map<Id, number> {
  readonly epoch: string

  constructor(entries: Iterable<readonly [Id, number]>, epoch: string) {
    super(entries)
    this.epoch = epoch
  }
}

/**
 * Raises the revision counters of teams and holds their locks until the transaction ends: whoever changes what phones of
 * a team hold calls this first, once, with all teams it touches, and writes the new revision into each changed row.
 * The lock puts revisions in commit order; several teams are locked in the order of their ids, so that two transactions
 * never wait for one another in a circle. Must run before anything is read on which the change depends.
 */
export async function raiseRevisions(trx: Transaction<Database>, teamIds: readonly Id[]): Promise<Revisions> {
  const { text, values } = raising(teamIds)
  return revisionsIn(await run<RevisionRow>(trx, text, values))
}

/** The same as a statement to be run together with others, in front of them. */
export const raising = (teamIds: readonly Id[]): Statement => ({ text: raise, values: [[...new Set(teamIds)]] })

/** What `raising` answered. */
export const revisionsIn = (rows: readonly RevisionRow[]): Revisions =>
  new Revisions(
    rows.map(({ team_id, rev }) => [team_id, rev]),
    rows[0]?.epoch ?? '',
  )

export interface RevisionRow {
  team_id: Id
  rev: number
  epoch: string
}

const raise = prepared(`
  insert into team_revision (team_id, rev)
  select team_id, 1 from unnest($1::uuid[]) as wanted (team_id) order by team_id
  on conflict (team_id) do update set rev = team_revision.rev + 1
  returning team_id, rev, (select epoch from sync_epoch order by number desc limit 1) as epoch`)
