import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { signInName } from '../shared/sign-in-name.ts'
import { attempts } from './auth-options.ts'
import './tables.ts'

/**
 * Counts an attempt to sign in under a name, known or not (an address is no person: a commune shares one). Beyond the
 * limit answers how many seconds to wait, otherwise null. Kept in better-auth's own table, which clears itself.
 */
export const countAttempt = async (db: Kysely<Database>, typed: string, nowMs: number): Promise<number | null> => {
  const windowMs = attempts.windowSeconds * 1000
  const { rows } = await sql<{ count: number; last_request: number }>`
    insert into auth_rate_limit as kept (key, count, last_request) values (${keyOf(typed)}, 1, ${nowMs})
    on conflict (key) do update set
      count = case when kept.last_request <= ${nowMs - windowMs} then 1 else kept.count + 1 end,
      last_request = case when kept.last_request <= ${nowMs - windowMs} then ${nowMs} else kept.last_request end
    returning count, last_request`.execute(db)
  const [kept] = rows
  if (!kept || kept.count <= attempts.perName) return null
  return Math.max(1, Math.ceil((kept.last_request + windowMs - nowMs) / 1000))
}

/** The right password clears the count, so that a person who signs in often is never kept out. */
export const forgetAttempts = async (db: Kysely<Database>, typed: string): Promise<void> => {
  await db.deleteFrom('auth_rate_limit').where('key', '=', keyOf(typed)).execute()
}

// A hash: the table outlives the request and must not list whose phones were tried.
const keyOf = (typed: string): string => `name:${createHash('sha256').update(signInName(typed)).digest('base64url')}`
