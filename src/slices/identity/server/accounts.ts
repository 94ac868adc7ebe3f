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
  password: string
  mustChangePassword: boolean
  /** Shortest password allowed. */
  least: number
}

/**
 * Creates an account: our row in the caller's transaction, then sign-in through better-auth on its own connection.
 * When the transaction does not commit, what better-auth keeps is an account nobody can use (`loadActor` finds no row);
 * the next account of that name removes it. The transaction's scope must show the new row (`app.account` is its id, or
 * its place or province is in scope). Answers the sign-in name as kept.
 * Throws `account.sign-in-name`, `account.name-taken`, `auth.password-*`.
 */
export const addAccount = async (trx: Transaction<Database>, auth: Auth, account: NewAccount): Promise<string> => {
  const kept = signInName(account.signInName)
  if (!isSignInName(kept)) throw new Problem(badSignInName)
  const wrong = passwordProblem(account.password, account.least, kept)
  if (wrong) throw wrong
  await insertAccount(trx, account, kept)
  await createSignIn(auth, account, kept)
  return kept
}

/** Sets the password of an account; its sessions are the caller's business. */
export const setPassword = async (auth: Auth, accountId: Id, password: string): Promise<void> => {
  const context = await auth.$context
  await context.internalAdapter.updatePassword(accountId, await context.password.hash(password))
}

/** Is this the account's password? Takes as long when it has none. */
export const isPassword = async (auth: Auth, accountId: Id, password: string): Promise<boolean> => {
  const context = await auth.$context
  const hash = (await context.internalAdapter.findCredentialAccount(accountId))?.password
  if (hash) return context.password.verify({ hash, password })
  await context.password.hash(password)
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
  const { adapter, internalAdapter, password } = await auth.$context
  const hash = await password.hash(account.password)
  const leftover = await adapter.findOne<{ id: Id }>({ model: 'user', where: [{ field: 'username', value: username }] })
  // No account row had the name a moment ago, and ours holds it now: a try that did not commit left this behind.
  if (leftover) await internalAdapter.deleteUser(leftover.id)
  const { id, name } = account
  await internalAdapter.createUser(
    { id, name, email: `${id}@invalid`, emailVerified: false, username },
    { method: 'office' },
  )
  await internalAdapter.linkAccount({ userId: id, accountId: id, providerId: 'credential', password: hash })
}
