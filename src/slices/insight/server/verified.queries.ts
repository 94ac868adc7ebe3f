import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Period } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { ShareSums } from '#slices/verification/shared/public.ts'

/**
 * The samples of each place or team whose period overlaps `period`, added up; one query by the primary key, whose rows
 * are as many as the periods in which somebody drew.
 */
export async function readShares(
  trx: Transaction<Database>,
  ids: readonly Id[],
  { from, to }: Period,
): Promise<Map<Id, ShareSums>> {
  const { rows } = await sql<ShareSums & { scope: Id }>`
    select scope_id as scope, sum(population)::float8 as population, sum(drawn)::float8 as drawn,
      sum(confirmed)::float8 as confirmed, sum(denied)::float8 as denied, sum(not_reached)::float8 as "notReached",
      sum(answered_for)::float8 as "answeredFor", sum(weighted) as weighted, sum(squares) as squares
    from insight_verified_share
    where scope_id = any (${[...ids]}::uuid[]) and period_to >= ${from} and period_from <= ${to}
    group by scope_id`.execute(trx)
  return new Map(rows.map(({ scope, ...sums }) => [scope, sums]))
}
