import { type Kysely, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { Sealer } from '#platform/server/sync/seal.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { signInAgain } from '../shared/problems.ts'
import './tables.ts'

/** How long after signing in a phone gets its key: long enough to type a new PIN, not to come back to a lost phone. */
export const freshMinutes = 10
/** Phones that one account may have keys for; the oldest go. */
const keysMax = 20

/** The keys with which phones open their data again. `db`: the role tungnha_auth. */
export interface DeviceKeys {
  keep(accountId: Id, deviceId: Id, key: Buffer): Promise<void>
  /** Throws `auth.sign-in-again` for a session that is older than ten minutes, `not-found`. */
  open(accountId: Id, deviceId: Id, sessionId: Id): Promise<Buffer>
}

export const createDeviceKeys = (db: Kysely<Database>, secret: string): DeviceKeys => {
  const sealer = new Sealer(secret, 'tungnha device key 1')
  const nameOf = (accountId: Id, deviceId: Id) => `${accountId}/${deviceId}`
  return {
    keep: async (accountId, deviceId, key) => {
      const sealed = sealer.seal(key, nameOf(accountId, deviceId))
      await db
        .insertInto('device_key')
        .values({ account_id: accountId, device_id: deviceId, sealed })
        .onConflict((again) => again.columns(['account_id', 'device_id']).doUpdateSet({ sealed, kept_at: sql`now()` }))
        .execute()
      await forgetOldest(db, accountId)
    },
    open: async (accountId, deviceId, sessionId) => {
      if (!(await isFresh(db, sessionId))) throw new Problem(signInAgain)
      const row = await db
        .selectFrom('device_key')
        .select('sealed')
        .where('account_id', '=', accountId)
        .where('device_id', '=', deviceId)
        .executeTakeFirst()
      const key = row && sealer.open(row.sealed, nameOf(accountId, deviceId))
      if (!key) throw new Problem(notFound)
      return key
    },
  }
}

const isFresh = async (db: Kysely<Database>, sessionId: Id): Promise<boolean> => {
  const session = await db
    .selectFrom('auth_session')
    .select('id')
    .where('id', '=', sessionId)
    .where('created_at', '>', sql<Date>`now() - make_interval(mins => ${freshMinutes})`)
    .executeTakeFirst()
  return session !== undefined
}

const forgetOldest = async (db: Kysely<Database>, accountId: Id): Promise<void> => {
  await sql`
    delete from device_key where account_id = ${accountId} and device_id in (
      select device_id from device_key where account_id = ${accountId} order by kept_at desc, device_id offset ${keysMax})`.execute(
    db,
  )
}
