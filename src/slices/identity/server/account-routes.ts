import { randomUUID } from 'node:crypto'
import { type Context, type Implementation, implement, implementPrepared } from '#platform/server/endpoint.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notYourself, roleNotHere } from '../shared/problems.ts'
import { mayStandOn } from '../shared/roles.ts'
import { createAccount, grantRole, listAccounts, newPassword, revokeRole, setAccountState } from '../shared/routes.ts'
import { addAccount, firstPassword, hashOf, setPassword } from './accounts.ts'
import { accountsOfPlace, giveRole, placeForRoles, takeRole } from './grants.queries.ts'
import { keptAccount } from './kept-account.ts'
import { endSessionsOf } from './sessions.ts'
import type { SignInDeps } from './sign-in.ts'
import './tables.ts'

/** Routes by which an administrator keeps the accounts and roles of a place. */
export const accountRoutes = (deps: Pick<SignInDeps, 'auth' | 'db'>): Implementation[] => [
  implement(listAccounts, async ({ trx, params }) => ({ accounts: await accountsOfPlace(trx, params.placeId) })),
  implementPrepared(
    createAccount,
    () => hashedFirstPassword(deps),
    (context, first) => createWithRole(deps, context, first),
  ),
  implementPrepared(
    newPassword,
    () => hashedFirstPassword(deps),
    async ({ actor, trx, params, audit }, { password, hash }) => {
      const account = await keptAccount(trx, deps.db, actor, params)
      await trx.updateTable('account').set({ must_change_password: true }).where('id', '=', account.id).execute()
      await audit({ action: 'account.password', subject: { kind: 'account', id: account.id }, placeId: params.placeId })
      await setPassword(deps.auth, account.id, hash)
      await endSessionsOf(deps.db, account.id, null)
      return { accountId: account.id, signInName: account.sign_in_name, password }
    },
  ),
  implement(setAccountState, async ({ actor, trx, params, body, audit, afterCommit }) => {
    if (params.accountId === actor.accountId) throw new Problem(notYourself)
    const account = await keptAccount(trx, deps.db, actor, params)
    await trx.updateTable('account').set({ state: body.state }).where('id', '=', account.id).execute()
    await audit({
      action: `account.${body.state}`,
      subject: { kind: 'account', id: account.id },
      placeId: params.placeId,
    })
    // The row alone shuts the account; its sessions must not come back to life when it is unlocked.
    afterCommit(async () => void (await endSessionsOf(deps.db, account.id, null)))
  }),
  implement(grantRole, async ({ actor, trx, params, body, audit }) => {
    if (body.accountId === actor.accountId) throw new Problem(notYourself)
    const place = await placeForRoles(trx, params.placeId)
    if (!mayStandOn(body.role, place.level)) throw new Problem(roleNotHere)
    const to = body.to ? new Date(body.to) : null
    const id = await giveRole(trx, { accountId: body.accountId, role: body.role, place, to, by: actor.accountId })
    const details = { role: body.role }
    await audit({ action: 'role.grant', subject: { kind: 'account', id: body.accountId }, placeId: place.id, details })
    return { id }
  }),
  implement(revokeRole, async ({ actor, trx, params, audit }) => {
    const taken = await takeRole(trx, params.grantId, params.placeId, actor.accountId)
    const { account_id: id, role, place_id: placeId } = taken
    await audit({
      action: 'role.revoke',
      subject: { kind: 'account', id },
      placeId: placeId ?? undefined,
      details: { role },
    })
  }),
]

interface FirstPassword {
  password: string
  hash: string
}

const hashedFirstPassword = async ({ auth }: Pick<SignInDeps, 'auth'>): Promise<FirstPassword> => {
  const password = firstPassword()
  return { password, hash: await hashOf(auth, password) }
}

const createWithRole = async (
  { auth }: Pick<SignInDeps, 'auth'>,
  { actor, trx, params, body, audit }: Context<typeof createAccount>,
  { password, hash }: FirstPassword,
) => {
  const place = await placeForRoles(trx, params.placeId)
  if (!mayStandOn(body.role, place.level)) throw new Problem(roleNotHere)
  const accountId = randomUUID()
  const signInName = await addAccount(trx, auth, {
    id: accountId,
    name: body.name,
    signInName: body.signInName,
    placeId: place.id,
    provinceId: place.provinceId,
    createdBy: actor.accountId,
    passwordHash: hash,
    mustChangePassword: true,
  })
  await giveRole(trx, { accountId, role: body.role, place, to: null, by: actor.accountId })
  const details = { role: body.role }
  await audit({ action: 'account.create', subject: { kind: 'account', id: accountId }, placeId: place.id, details })
  return { accountId, signInName, password }
}
