import {
  type Implementation,
  implement,
  implementPrepared,
  implementPublicUnbound,
  type PreparingContext,
} from '#platform/server/endpoint.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { minimumPassword, passwordProblem } from '../shared/password.ts'
import { thisDevice, wrongPassword } from '../shared/problems.ts'
import {
  askLost,
  changePassword,
  endOtherSessions,
  endSession,
  keepDeviceKey,
  listSessions,
  loseSession as loseSessionRoute,
  me,
  openDeviceKey,
  signIn,
  signOut,
} from '../shared/routes.ts'
import { isPassword, newPasswordHash, setPassword } from './accounts.ts'
import type { AuthDeps } from './auth.ts'
import type { DeviceKeys } from './device-keys.ts'
import { sessionOf } from './load-actor.ts'
import { loseSession, lostOf, tellLost } from './lost-sessions.ts'
import { endSessionOf, endSessionsOf, sessionsOf } from './sessions.ts'
import { type SignInDeps, signInWith, signOutWith } from './sign-in.ts'

/** Routes of one's own account. */
export const ownRoutes = (deps: SignInDeps & Pick<AuthDeps, 'forPhone'> & { keys: DeviceKeys }): Implementation[] => [
  // Unbound: whoever floods the sign-in holds no connection while passwords are hashed.
  implementPublicUnbound(signIn, async ({ request, reply, body, transaction }) => {
    const { cookies, accountId, ...answer } = await signInWith(deps, request, body)
    const subject = { kind: 'account', id: accountId }
    await transaction(({ audit }) => audit({ action: 'session.start', subject }, accountId))
    if (cookies.length > 0) reply.header('set-cookie', cookies)
    return answer
  }),
  implementPublicUnbound(signOut, async ({ request, reply }) => {
    const cookies = await signOutWith(deps, request)
    if (cookies.length > 0) reply.header('set-cookie', cookies)
  }),
  implement(me, async ({ actor, trx }) => ({
    ...describeActor(actor),
    phone: await deps.forPhone?.(trx, presentOf(actor)),
  })),
  implement(listSessions, async ({ actor }) => {
    const { id: current } = sessionOf(actor)
    const sessions = await sessionsOf(deps.db, actor.accountId)
    const lost = await lostOf(deps.db, actor.accountId)
    return { sessions: sessions.map((session) => ({ ...session, current: session.id === current })), lost }
  }),
  implement(endSession, async ({ actor, params, audit }) => {
    const ended = await endSessionOf(deps.db, actor.accountId, params.sessionId)
    if (!ended) throw new Problem(notFound)
    await audit({ action: 'session.end', subject: { kind: 'account', id: actor.accountId } })
  }),
  implement(loseSessionRoute, async ({ actor, params, audit }) => {
    if (params.sessionId === sessionOf(actor).id) throw new Problem(thisDevice)
    if (!(await loseSession(deps.db, actor.accountId, params.sessionId))) throw new Problem(notFound)
    await audit({ action: 'session.lost', subject: { kind: 'account', id: actor.accountId } })
  }),
  implementPublicUnbound(askLost, async ({ body }) => ({ lost: await tellLost(deps.db, body.mark) })),
  implement(endOtherSessions, async ({ actor, audit }) => {
    const ended = await endSessionsOf(deps.db, actor.accountId, sessionOf(actor).id)
    await audit({ action: 'session.end', subject: { kind: 'account', id: actor.accountId }, details: { ended } })
    return { ended }
  }),
  implement(keepDeviceKey, async ({ actor, params, body }) => {
    await deps.keys.keep(actor.accountId, params.deviceId, Buffer.from(body.key, 'base64'))
  }),
  implement(openDeviceKey, async ({ actor, params, audit }) => {
    const key = await deps.keys.open(actor.accountId, params.deviceId, sessionOf(actor).id)
    await audit({ action: 'device-key.open', subject: { kind: 'account', id: actor.accountId } })
    return { key: key.toString('base64') }
  }),
  implementPrepared(
    changePassword,
    (context) => checkPasswords(deps, context),
    async ({ actor, trx, audit }, passwordHash) => {
      await trx.updateTable('account').set({ must_change_password: false }).where('id', '=', actor.accountId).execute()
      await audit({ action: 'password.change', subject: { kind: 'account', id: actor.accountId } })
      await setPassword(deps.auth, actor.accountId, passwordHash)
      await endSessionsOf(deps.db, actor.accountId, sessionOf(actor).id)
    },
  ),
]

/** Both passwords, before the transaction; answers the hash of the new one. */
const checkPasswords = async (
  { auth }: SignInDeps,
  { actor, body }: PreparingContext<typeof changePassword>,
): Promise<string> => {
  const { signInName } = sessionOf(actor).reach
  const wrong = passwordProblem(body.next, leastFor(actor), signInName)
  if (wrong) throw wrong
  if (!(await isPassword(auth, actor.accountId, body.current))) throw new Problem(wrongPassword)
  return newPasswordHash(auth, { password: body.next, least: leastFor(actor), signInName })
}

const presentOf = (actor: Actor) => ({
  accountId: actor.accountId,
  memberId: actor.memberId,
  sessionId: sessionOf(actor).id,
})

const describeActor = (actor: Actor): OutputOf<typeof me> => {
  const { reach, mark } = sessionOf(actor)
  return {
    mark,
    accountId: actor.accountId,
    memberId: actor.memberId,
    name: reach.name,
    signInName: reach.signInName,
    mustChangePassword: reach.mustChangePassword,
    minimumPassword: leastFor(actor),
    grants: actor.grants.map(({ role, on, permissions }) => ({ role, on, permissions: [...permissions] })),
  }
}

/** By what the account may reach, not by what it is granted now: nothing is granted before the first change. */
const leastFor = (actor: Actor): number =>
  sessionOf(actor).reach.grants.length > 0 ? minimumPassword.officer : minimumPassword.member
