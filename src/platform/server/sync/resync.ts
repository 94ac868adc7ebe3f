import { sql, type Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import type { Database } from '../schema.ts'
import { raiseRevisions } from './revision.ts'

/**
 * Asks the phones of teams to fetch everything anew (F24): no cursor of before is taken any more, as if what left the
 * teams until now had been forgotten. Phones take the snapshot; drafts, unsent and refused work stay on them.
 */
export async function askResync(trx: Transaction<Database>, teams: readonly Id[]): Promise<void> {
  const revs = await raiseRevisions(trx, teams)
  await sql`
    update team_revision set forgotten_rev = raised.rev
    from unnest(${[...revs.keys()]}::uuid[], ${[...revs.values()]}::bigint[]) as raised (team_id, rev)
    where team_revision.team_id = raised.team_id`.execute(trx)
}
