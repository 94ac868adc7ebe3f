import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Db } from '#platform/server/db.ts'
import type { Database } from '#platform/server/schema.ts'
import { fold } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import { createIdentity } from '#slices/identity/server/public.ts'
import { idOfCode, nationId } from '#slices/places/server/public.ts'
import { demoPassword, memberAccounts, type OfficeAccount, officeAccounts } from './accounts.ts'
import type { Commune } from './communes.ts'
import { idTail } from './ids.ts'
import { insertRows } from './insert-rows.ts'
import type { TeamPlan } from './teams.ts'

type Trx = Transaction<Database>

/**
 * Writes all accounts into the transaction of the load: what identity and better-auth would write one by one on a
 * connection of its own, which could then outlive a load that broke off. One hash for all, made by better-auth: hashing
 * costs 100 ms on purpose. `group`: the full group's team, whose first members get accounts.
 */
export async function writeAccounts(trx: Trx, db: Db, group: TeamPlan, communes: readonly Commune[]): Promise<void> {
  const provinceOf = new Map(communes.map(({ code, provinceId }) => [code, provinceId]))
  const offices = officeAccounts.map((account) => ({ account, at: siteOf(account, provinceOf) }))
  const members = memberAccounts.map((account) => ({ account, person: group.members[account.member] }))
  const named = [
    ...offices.map(({ account, at }) => accountRow(account, account.name, at.placeId, at.provinceId)),
    ...members.map(({ account, person }) => accountRow(account, person?.name ?? '', null, group.commune.provinceId)),
  ]
  await insertRows(trx, 'account', named)
  await insertRows(
    trx,
    'role_grant',
    offices.map(({ account, at }) => grantRow(account, at)),
  )
  await writeSignIns(trx, named, await hashOf(db))
  for (const { account, person } of members)
    await trx
      .updateTable('member')
      .set({ account_id: account.id })
      .where('id', '=', person?.id ?? '')
      .execute()
}

interface Site {
  placeId: Id
  /** The nation itself for the centre. */
  provinceId: Id
}

function siteOf({ place }: OfficeAccount, provinceOf: ReadonlyMap<string, Id>): Site {
  if (place === null) return { placeId: nationId, provinceId: nationId }
  const placeId = idOfCode(place)
  return { placeId, provinceId: provinceOf.get(place) ?? placeId }
}

const accountRow = (
  { id, signInName }: { id: Id; signInName: string },
  name: string,
  placeId: Id | null,
  provinceId: Id,
) => ({ id, name, folded: fold(name), sign_in_name: signInName, place_id: placeId, province_id: provinceId })
type AccountRow = ReturnType<typeof accountRow>

const grantRow = ({ id, role, signInName }: OfficeAccount, { placeId, provinceId }: Site) => ({
  id: `01970000-0000-${idTail(`demo grant ${signInName}`).replace(/^(.{4})(.{4})(.{12})$/, '$1-$2-$3')}`,
  account_id: id,
  role,
  place_id: placeId,
  province_id: provinceId,
})

async function writeSignIns(trx: Trx, accounts: readonly AccountRow[], password: string): Promise<void> {
  const users = accounts.map(({ id, name, sign_in_name }) => ({
    id,
    name,
    email: `${id}@invalid`,
    email_verified: false,
    username: sign_in_name,
  }))
  const credentials = accounts.map(({ id }) => ({
    account_id: id,
    user_id: id,
    provider_id: 'credential',
    password,
    updated_at: new Date().toISOString(),
  }))
  await insertRows(trx, 'auth_user', users)
  await insertRows(trx, 'auth_account', credentials)
}

async function hashOf({ auth: db }: Db): Promise<string> {
  // Hashing needs no secret of the installation; nothing is signed here.
  const secret = randomBytes(32).toString('base64')
  const { auth } = await createIdentity({ db, secret, publicUrl: 'http://127.0.0.1', log: { warn: () => {} } })
  return (await auth.$context).password.hash(demoPassword)
}
