import { randomInt } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { fold, tidy } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { readableCode } from '#platform/shared/readable-code.ts'
import { passwordProblem } from '../shared/password.ts'
import { badSignInName, signInNameTaken } from '../shared/problems.ts'
import { isSignInName, signInName } from '../shared/sign-in-name.ts'
import type { Auth } from './auth.ts'
import { inPasswordLane } from './password-work.ts'
import './tables.ts'

export interface NewAccount {
  /** A UUID of version 4: better-auth takes no version 7 (its pattern ends at 5) and would silently make another. */
  id: Id
  name: string
  /** As typed: a phone number in any spelling, or a user name. */
  signInName: string
  /** The office that keeps it; null for members of teams. */
  placeId: Id | null
  /** For the centre: the nation. */
  provinceId: Id
  createdBy: Id | null
  /** From `newPasswordHash`, made before the transaction. */
  passwordHash: string
  mustChangePassword: boolean
}

/**
 * Creates an account: our row in the caller's transaction, then sign-in through better-auth on its own connection.
 * When the transaction does not commit, what better-auth keeps is an account nobody can use (`loadActor` finds no row);
 * the next account of that name removes it. The transaction's scope must show the new row (`app.account` is its id, or
 * its place or province is in scope). Answers the sign-in name as kept.
 * Throws `account.sign-in-name`, `account.name-taken`.
 */
export const addAccount = async (trx: Transaction<Database>, auth: Auth, account: NewAccount): Promise<string> => {
  const kept = signInName(account.signInName)
  if (!isSignInName(kept)) throw new Problem(badSignInName)
  await insertAccount(trx, account, kept)
  await createSignIn(auth, account, kept)
  return kept
}

/** What a new password must keep to. */
export interface NewPassword {
  password: string
  /** One of `minimumPassword`. */
  least: number
  /** As typed or as kept. */
  signInName: string
}

/**
 * The hash of a new password. Slow on purpose: call it before a transaction, never in one.
 * Throws `auth.password-*`, `server.busy`.
 */
export const newPasswordHash = async (auth: Auth, { password, least, signInName: name }: NewPassword) => {
  const wrong = passwordProblem(password, least, signInName(name))
  if (wrong) throw wrong
  return hashOf(auth, password)
}

/** The hash of a password that we made ourselves. Slow as well. */
export const hashOf = async (auth: Auth, password: string): Promise<string> => {
  const context = await auth.$context
  return inPasswordLane(() => context.password.hash(password))
}

/** Sets the password of an account; its sessions are the caller's business. */
export const setPassword = async (auth: Auth, accountId: Id, passwordHash: string): Promise<void> => {
  const context = await auth.$context
  await context.internalAdapter.updatePassword(accountId, passwordHash)
}

/** Is this the account's password? Slow, and takes as long when it has none. */
export const isPassword = async (auth: Auth, accountId: Id, password: string): Promise<boolean> => {
  const context = await auth.$context
  const hash = (await context.internalAdapter.findCredentialAccount(accountId))?.password
  if (hash) return inPasswordLane(() => context.password.verify({ hash, password }))
  await hashOf(auth, password)
  return false
}

/** A first password for a slip: long enough for every rule, without letters that a Vietnamese keyboard changes. */
export const firstPassword = (): string => readableCode((below) => randomInt(below)).toLowerCase()

const insertAccount = async (trx: Transaction<Database>, account: NewAccount, kept: string): Promise<void> => {
  const name = tidy(account.name)
  const inserted = await trx
    .insertInto('account')
    .values({
      id: account.id,
      name,
      folded: fold(name),
      sign_in_name: kept,
      place_id: account.placeId,
      province_id: account.provinceId,
      must_change_password: account.mustChangePassword,
      created_by: account.createdBy,
    })
    .onConflict((conflict) => conflict.column('sign_in_name').doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) throw new Problem(signInNameTaken)
}

const createSignIn = async (auth: Auth, account: NewAccount, username: string): Promise<void> => {
  const { adapter, internalAdapter } = await auth.$context
  const leftover = await adapter.findOne<{ id: Id }>({ model: 'user', where: [{ field: 'username', value: username }] })
  // No account row had the name a moment ago, and ours holds it now: a try that did not commit left this behind.
  if (leftover) await internalAdapter.deleteUser(leftover.id)
  const { id, name } = account
  await internalAdapter.createUser(
    { id, name, email: `${id}@invalid`, emailVerified: false, username },
    { method: 'office' },
  )
  await internalAdapter.linkAccount({
    userId: id,
    accountId: id,
    providerId: 'credential',
    password: account.passwordHash,
  })
}
