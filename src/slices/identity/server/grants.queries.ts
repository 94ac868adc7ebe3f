import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { alreadyExists, notFound } from '#platform/shared/problems.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { notYourself } from '../shared/problems.ts'
import type { listAccounts } from '../shared/routes.ts'
import './tables.ts'

/** A place on which roles can stand. `provinceId`: the nation itself for the centre. */
export interface PlaceForRoles {
  id: Id
  level: string
  provinceId: Id
}

/** Throws `not-found`. */
export const placeForRoles = async (db: Kysely<Database>, id: Id): Promise<PlaceForRoles> => {
  const place = await db
    .selectFrom('place')
    .select(['id', 'level', 'province_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!place) throw new Problem(notFound)
  return { id: place.id, level: place.level, provinceId: place.province_id ?? place.id }
}

/** Accounts that the place keeps or that hold a role on it now, by name. */
export const accountsOfPlace = async (
  db: Kysely<Database>,
  placeId: Id,
): Promise<OutputOf<typeof listAccounts>['accounts']> => {
  const { rows } = await sql<AccountRow>`
    select a.id, a.name, a.sign_in_name as "signInName", a.state, a.place_id as "placeId",
      coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'placeId', g.place_id,
          'from', g.valid_from, 'to', g.valid_to) order by g.valid_from)
        filter (where g.id is not null), '[]') as roles
    from account a
    left join role_grant g on g.account_id = a.id and (g.valid_to is null or g.valid_to > now())
    where a.place_id = ${placeId}
      or a.id in (
        select account_id from role_grant where place_id = ${placeId} and (valid_to is null or valid_to > now()))
    group by a.id
    order by a.name collate "vi-x-icu", a.id`.execute(db)
  return rows.map((row) => ({ ...row, roles: row.roles.map(inUtc) }))
}

type AccountRow = OutputOf<typeof listAccounts>['accounts'][number]
type RoleLine = AccountRow['roles'][number]

/** PostgreSQL writes timestamps in JSON with an offset; answers have one form everywhere. */
const inUtc = ({ from, to, ...rest }: RoleLine): RoleLine => ({
  ...rest,
  from: new Date(from).toISOString(),
  to: to && new Date(to).toISOString(),
})

export interface RoleWanted {
  accountId: Id
  role: string
  place: PlaceForRoles
  to: Date | null
  /** Null: the installation itself. */
  by: Id | null
}

/**
 * Gives an account a role on a place. An account that held none chose its password under the rule for members: it must
 * choose a longer one first. Throws `not-found` for an account that the caller may not see, `conflict.exists`.
 */
export const giveRole = async (trx: Transaction<Database>, wanted: RoleWanted): Promise<Id> => {
  const account = await trx
    .selectFrom('account')
    .select(['id', sql<boolean>`exists (select from role_grant g where g.account_id = account.id)`.as('isOfficer')])
    .where('id', '=', wanted.accountId)
    .executeTakeFirst()
  if (!account) throw new Problem(notFound)
  if (!account.isOfficer)
    await trx.updateTable('account').set({ must_change_password: true }).where('id', '=', account.id).execute()
  return insertGrant(trx, wanted)
}

const insertGrant = async (trx: Transaction<Database>, wanted: RoleWanted): Promise<Id> => {
  const inserted = await trx
    .insertInto('role_grant')
    .values({
      id: v7(),
      account_id: wanted.accountId,
      role: wanted.role,
      place_id: wanted.place.id,
      team_id: null,
      province_id: wanted.place.provinceId,
      valid_to: wanted.to,
      granted_by: wanted.by,
      revoked_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) throw new Problem(alreadyExists)
  return inserted.id
}

/** Takes a role away, now. Throws `not-found`, and `account.yourself` for one's own. */
export const takeRole = async (trx: Transaction<Database>, grantId: Id, placeId: Id, by: Id) => {
  const taken = await trx
    .updateTable('role_grant')
    .set({ valid_to: sql`now()`, revoked_by: by })
    .where('id', '=', grantId)
    .where('place_id', '=', placeId)
    .where(sql<boolean>`(valid_to is null or valid_to > now())`)
    .returning(['account_id', 'role', 'place_id'])
    .executeTakeFirst()
  if (!taken) throw new Problem(notFound)
  if (taken.account_id === by) throw new Problem(notYourself)
  return taken
}
