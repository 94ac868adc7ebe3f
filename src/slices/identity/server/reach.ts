import { type Kysely, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Reach } from '../shared/actor.ts'

/** What an account is and reaches, without a session; null when there is no such account. `db`: the role tungnha_auth. */
export const reachOf = async (db: Kysely<Database>, accountId: Id): Promise<Reach | null> => {
  const { rows } = await sql<{ reach: Reach | null }>`select account_reach(${accountId}) as reach`.execute(db)
  return rows[0]?.reach ?? null
}
