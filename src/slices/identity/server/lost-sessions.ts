import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { deviceOf } from '../shared/device.ts'
import './tables.ts'

const keptDays = 400

/** What a session is called where its token must not be: by the phone too, which was told it in `/api/me`. */
export const markOf = (token: string): string => createHash('sha256').update(`tungnha session ${token}`).digest('hex')

/**
 * Ends a session of an account because its phone is lost; the phone hears it at its next contact and wipes what it holds.
 * Answers whether there was such a session. `db`: the role tungnha_auth.
 */
export const loseSession = async (db: Kysely<Database>, accountId: Id, sessionId: Id): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    await sql`delete from auth_lost_session where lost_at < now() - make_interval(days => ${keptDays})`.execute(trx)
    const session = await trx
      .deleteFrom('auth_session')
      .where('user_id', '=', accountId)
      .where('id', '=', sessionId)
      .returning(['token', 'device_name', 'user_agent'])
      .executeTakeFirst()
    if (!session) return false
    const device = session.device_name ?? deviceOf(session.user_agent ?? '')
    await trx
      .insertInto('auth_lost_session')
      .values({ mark: markOf(session.token), session_id: sessionId, account_id: accountId, device_name: device })
      .execute()
    return true
  })

/** Was the phone with this mark reported lost? Notes that it has heard so. */
export const tellLost = async (db: Kysely<Database>, mark: string): Promise<boolean> => {
  const { rows } = await sql`
    update auth_lost_session set told_at = coalesce(told_at, now()) where mark = ${mark} returning mark`.execute(db)
  return rows.length > 0
}

/** Was the phone of this session reported lost? */
export const isLostSession = async (db: Kysely<Database>, sessionId: Id): Promise<boolean> => {
  const found = await db
    .selectFrom('auth_lost_session')
    .select('mark')
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
  return found !== undefined
}

export interface LostLine {
  id: Id
  device: string
  lostAt: string
  /** When the phone heard it and wiped itself; null: it has not been in touch since. */
  wipedAt: string | null
}

/** The phones of an account that were reported lost in the last months, the latest first. */
export const lostOf = async (db: Kysely<Database>, accountId: Id): Promise<LostLine[]> => {
  const rows = await db
    .selectFrom('auth_lost_session')
    .select(['session_id', 'device_name', 'lost_at', 'told_at'])
    .where('account_id', '=', accountId)
    .orderBy('lost_at', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    id: row.session_id,
    device: row.device_name ?? '',
    lostAt: row.lost_at.toISOString(),
    wipedAt: row.told_at?.toISOString() ?? null,
  }))
}
