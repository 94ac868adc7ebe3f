import { type Implementation, implement, implementPublic } from '#platform/server/endpoint.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { minimumPassword, passwordProblem } from '../shared/password.ts'
import { wrongPassword } from '../shared/problems.ts'
import { changePassword, endOtherSessions, endSession, listSessions, me, signIn, signOut } from '../shared/routes.ts'
import { isPassword, setPassword } from './accounts.ts'
import { sessionOf } from './load-actor.ts'
import { endSessionOf, endSessionsOf, sessionsOf } from './sessions.ts'
import { type SignInDeps, signInWith, signOutWith } from './sign-in.ts'

/** Routes of one's own account. */
export const ownRoutes = (deps: SignInDeps): Implementation[] => [
  implementPublic(signIn, async ({ request, reply, body }) => {
    const { cookies, ...answer } = await signInWith(deps, request, body)
    if (cookies.length > 0) reply.header('set-cookie', cookies)
    return answer
  }),
  implementPublic(signOut, async ({ request, reply }) => {
    const cookies = await signOutWith(deps, request)
    if (cookies.length > 0) reply.header('set-cookie', cookies)
  }),
  implement(me, ({ actor }) => describeActor(actor)),
  implement(listSessions, async ({ actor }) => {
    const { id: current } = sessionOf(actor)
    const sessions = await sessionsOf(deps.db, actor.accountId)
    return { sessions: sessions.map((session) => ({ ...session, current: session.id === current })) }
  }),
  implement(endSession, async ({ actor, params, audit }) => {
    const ended = await endSessionOf(deps.db, actor.accountId, params.sessionId)
    if (!ended) throw new Problem(notFound)
    await audit({ action: 'session.end', subject: { kind: 'account', id: actor.accountId } })
  }),
  implement(endOtherSessions, async ({ actor, audit }) => {
    const ended = await endSessionsOf(deps.db, actor.accountId, sessionOf(actor).id)
    await audit({ action: 'session.end', subject: { kind: 'account', id: actor.accountId }, details: { ended } })
    return { ended }
  }),
  implement(changePassword, async ({ actor, trx, body, audit }) => {
    const { id: current, reach } = sessionOf(actor)
    const wrong = passwordProblem(body.next, leastFor(actor), reach.signInName)
    if (wrong) throw wrong
    if (!(await isPassword(deps.auth, actor.accountId, body.current))) throw new Problem(wrongPassword)
    await setPassword(deps.auth, actor.accountId, body.next)
    await trx.updateTable('account').set({ must_change_password: false }).where('id', '=', actor.accountId).execute()
    await endSessionsOf(deps.db, actor.accountId, current)
    await audit({ action: 'password.change', subject: { kind: 'account', id: actor.accountId } })
  }),
]

const describeActor = (actor: Actor): OutputOf<typeof me> => {
  const { reach } = sessionOf(actor)
  return {
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
