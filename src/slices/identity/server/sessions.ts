import type { Kysely } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { deviceOf } from '../shared/device.ts'
import './tables.ts'

export interface SessionLine {
  id: Id
  device: string
  /** The field app on a phone; false: a browser of the office. */
  isPhone: boolean
  startedAt: string
  usedAt: string
}

/** The living sessions of an account, the last used first. `db`: the role tungnha_auth. */
export const sessionsOf = async (db: Kysely<Database>, accountId: Id): Promise<SessionLine[]> => {
  const rows = await db
    .selectFrom('auth_session')
    .select(['id', 'device_name', 'user_agent', 'created_at', 'updated_at'])
    .where('user_id', '=', accountId)
    .where('expires_at', '>', new Date())
    .orderBy('updated_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    isPhone: row.device_name !== null,
    device: row.device_name ?? deviceOf(row.user_agent ?? ''),
    startedAt: row.created_at.toISOString(),
    usedAt: row.updated_at.toISOString(),
  }))
}

/** Ends one session of an account; answers whether there was one. It counts from the next request on. */
export const endSessionOf = async (db: Kysely<Database>, accountId: Id, sessionId: Id): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('auth_session')
    .where('user_id', '=', accountId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends all sessions of an account but `keep`; answers how many. */
export const endSessionsOf = async (db: Kysely<Database>, accountId: Id, keep: Id | null): Promise<number> => {
  let ended = db.deleteFrom('auth_session').where('user_id', '=', accountId)
  if (keep) ended = ended.where('id', '!=', keep)
  const { numDeletedRows } = await ended.executeTakeFirst()
  return Number(numDeletedRows)
}
