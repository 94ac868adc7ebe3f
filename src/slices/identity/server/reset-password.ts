import type { Kysely } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { accountDisabled, accountReachesFurther } from '../shared/problems.ts'
import { setPassword } from './accounts.ts'
import type { Auth } from './auth.ts'
import { reachOf } from './reach.ts'
import { endSessionsOf } from './sessions.ts'
import { forgetAttempts } from './sign-in-attempts.ts'
import './tables.ts'

/** An account that belongs to a member and to nothing else. */
export interface MemberAccount {
  id: Id
  signInName: string
  teams: readonly { role: string; teamId: Id }[]
}

/**
 * The account of a member, when somebody in charge of all its teams may let its password be chosen anew. Whoever holds the
 * code could become the account, so none with an office role: those are kept by their administrator. `db`: tungnha_auth.
 * Throws `auth.disabled`, `account.reaches-further`.
 */
export const memberAccount = async (db: Kysely<Database>, id: Id): Promise<MemberAccount> => {
  const reach = await reachOf(db, id)
  if (reach?.state !== 'active') throw new Problem(accountDisabled)
  if (reach.grants.length > 0) throw new Problem(accountReachesFurther)
  return { id, signInName: reach.signInName, teams: reach.teams }
}

/**
 * Sets a member's new password (its hash) and ends every session that was opened with the old one; what was counted
 * against the name while the old one was tried is forgotten.
 */
export const resetPassword = async (
  { auth, db }: { auth: Auth; db: Kysely<Database> },
  account: MemberAccount,
  passwordHash: string,
): Promise<void> => {
  await setPassword(auth, account.id, passwordHash)
  await endSessionsOf(db, account.id, null)
  await forgetAttempts(db, account.signInName)
}
