import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type Actor, can, type Path } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { accountReachesFurther } from '../shared/problems.ts'
import { reachOf } from './reach.ts'
import './tables.ts'

/**
 * The account, when the place keeps it and the actor is in charge of everything it reaches: whoever sets an account's
 * password can become it, so it must not hold more than its keeper could give.
 * Throws `not-found`, `account.reaches-further`.
 */
export const keptAccount = async (
  trx: Transaction<Database>,
  authDb: Kysely<Database>,
  actor: Actor,
  { placeId, accountId }: { placeId: Id; accountId: Id },
): Promise<{ id: Id; sign_in_name: string }> => {
  const account = await trx
    .selectFrom('account')
    .select(['id', 'sign_in_name'])
    .where('id', '=', accountId)
    .where('place_id', '=', placeId)
    .executeTakeFirst()
  if (!account) throw new Problem(notFound)
  const reach = await reachOf(authDb, accountId)
  const reached = [
    ...(reach?.teams.map((team) => team.teamId) ?? []),
    ...(reach?.grants.map((grant) => grant.on) ?? []),
  ]
  const paths = await pathsOf(trx, reached)
  const allInCharge = reached.every((id) => can(actor, 'account.manage', paths.get(id) ?? []))
  if (!allInCharge) throw new Problem(accountReachesFurther)
  return account
}

/** Paths of places and teams together; what the actor may not see is missing. */
const pathsOf = async (trx: Transaction<Database>, ids: Id[]): Promise<Map<Id, Path>> => {
  const { rows } = await sql<{ id: Id; path: Id[] }>`
    select id, path from place where id = any (${ids}::uuid[])
    union all
    select id, path from team where id = any (${ids}::uuid[])`.execute(trx)
  return new Map(rows.map((row) => [row.id, row.path]))
}
