import type { Kysely } from 'kysely'
import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type Actor, can } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { endSessionsOf, type Identity } from '#slices/identity/server/public.ts'
import { leadersByOffice, sameTeam } from '../shared/problems.ts'
import {
  addMemberRoute,
  editMemberRoute,
  leaveTeamRoute,
  losePhoneRoute,
  memberPhonesRoute,
  moveMemberRoute,
  signMemberOutRoute,
} from '../shared/routes.ts'
import type { TeamRole } from '../shared/team.ts'
import { refuseAhead, today } from './days.ts'
import { addMember, editMember, leaveTeam, moveMember, presentMembership } from './edit-members.ts'
import { pathOfTeam } from './teams.queries.ts'

/** Routes that change who is in a team. */
export const memberRoutes = (identity: Pick<Identity, 'db' | 'phonesOf' | 'loseSession'>): Implementation[] => [
  implement(addMemberRoute, async ({ trx, actor, params, body, audit }) => {
    await requireOffice(trx, actor, params.teamId, [body.role])
    refuseAhead(body.joinedOn)
    const { id, memberId, deltas } = await addMember(trx, params.teamId, body, today())
    await emitDeltas(trx, deltas)
    await audit({ action: 'member.add', subject: { kind: 'member', id: memberId }, teamId: params.teamId })
    return { id, memberId }
  }),
  implement(editMemberRoute, async ({ trx, actor, params, body, audit }) => {
    const { memberId, role } = await presentMembership(trx, params.teamId, params.membershipId)
    if (body.role) await requireOffice(trx, actor, params.teamId, [role, body.role])
    refuseAhead(body.joinedOn)
    await emitDeltas(trx, await editMember(trx, params.teamId, params.membershipId, body))
    const details = { fields: Object.keys(body) }
    await audit({ action: 'member.edit', subject: { kind: 'member', id: memberId }, teamId: params.teamId, details })
  }),
  implement(leaveTeamRoute, async ({ trx, actor, params, body, audit }) => {
    const { memberId, role } = await presentMembership(trx, params.teamId, params.membershipId)
    await requireOffice(trx, actor, params.teamId, [role])
    refuseAhead(body.on)
    await emitDeltas(trx, await leaveTeam(trx, params.teamId, params.membershipId, body.on))
    await audit({ action: 'member.leave', subject: { kind: 'member', id: memberId }, teamId: params.teamId })
  }),
  implement(moveMemberRoute, async ({ trx, actor, params, body, audit }) => {
    const { memberId, role } = await presentMembership(trx, params.teamId, params.membershipId)
    if (body.toTeamId === params.teamId) throw new Problem(sameTeam)
    await requireEditor(trx, actor, body.toTeamId)
    await requireOffice(trx, actor, params.teamId, [role])
    await requireOffice(trx, actor, body.toTeamId, [body.role ?? role])
    refuseAhead(body.on)
    const { id, deltas } = await moveMember(trx, { ...params, ...body }, today())
    await emitDeltas(trx, deltas)
    const details = { to: body.toTeamId }
    await audit({ action: 'member.move', subject: { kind: 'member', id: memberId }, teamId: params.teamId, details })
    return { id }
  }),
  implement(memberPhonesRoute, async ({ trx, params }) => {
    const { memberId } = await presentMembership(trx, params.teamId, params.membershipId)
    const accountId = await accountOf(trx, memberId)
    return accountId ? identity.phonesOf(accountId) : { phones: [], lost: [] }
  }),
  implement(losePhoneRoute, async ({ trx, params, audit }) => {
    const { memberId } = await presentMembership(trx, params.teamId, params.membershipId)
    const accountId = await accountOf(trx, memberId)
    if (!accountId || !(await identity.loseSession(accountId, params.sessionId))) throw new Problem(notFound)
    await audit({ action: 'member.lost-phone', subject: { kind: 'member', id: memberId }, teamId: params.teamId })
  }),
  implement(signMemberOutRoute, async ({ trx, params, audit }) => {
    const { memberId } = await presentMembership(trx, params.teamId, params.membershipId)
    const accountId = await accountOf(trx, memberId)
    const ended = accountId ? await endSessionsOf(identity.db, accountId, null) : 0
    const details = { ended }
    await audit({
      action: 'member.sign-out',
      subject: { kind: 'member', id: memberId },
      teamId: params.teamId,
      details,
    })
    return { ended }
  }),
]

/** A team leads itself, but does not choose its leaders: that is for those who may invite leaders. */
const requireOffice = async (db: Kysely<Database>, actor: Actor, teamId: Id, roles: TeamRole[]): Promise<void> => {
  if (roles.every((role) => role === 'member')) return
  if (!can(actor, 'leader.invite', (await pathOfTeam(db, teamId)) ?? [])) throw new Problem(leadersByOffice)
}

/** The team that a member comes to: the route has checked the other one only. */
const requireEditor = async (db: Kysely<Database>, actor: Actor, teamId: Id): Promise<void> => {
  if (!can(actor, 'member.edit', (await pathOfTeam(db, teamId)) ?? [])) throw new Problem(notFound)
}

const accountOf = async (db: Kysely<Database>, memberId: Id): Promise<Id | null> => {
  const row = await db.selectFrom('member').select('account_id').where('id', '=', memberId).executeTakeFirst()
  return row?.account_id ?? null
}
