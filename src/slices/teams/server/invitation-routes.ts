import { type RawBuilder, sql } from 'kysely'
import {
  type Context,
  type Implementation,
  implement,
  implementPublic,
  implementPublicUnbound,
} from '#platform/server/endpoint.ts'
import type { Id } from '#platform/shared/ids.ts'
import { can } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { Identity } from '#slices/identity/server/public.ts'
import { leadersByOffice, nobodyToInvite } from '../shared/problems.ts'
import {
  acceptInvitationRoute,
  inviteRoute,
  leaderSlipsRoute,
  linkInvitationRoute,
  listInvitations,
  openInvitationRoute,
  revokeInvitationRoute,
  slipsMost,
  teamSlipsRoute,
} from '../shared/routes.ts'
import { acceptInvitation, linkInvitation, openInvitation } from './accept-invitation.ts'
import { makeInvitations, openInvitationsOf, revokeInvitation } from './invitations.ts'
import { type PersonToInvite, personsToInvite } from './invitees.queries.ts'
import { presentInvitation, renderSlips } from './slips.ts'
import { belowPlace, pathOfTeam } from './teams.queries.ts'

/** Routes by which members are invited and come in. */
export const invitationRoutes = (
  identity: Pick<Identity, 'auth' | 'db' | 'publicUrl' | 'scopeOf'>,
): Implementation[] => [
  implement(listInvitations, async ({ trx, params }) => ({
    invitations: await openInvitationsOf(trx, params.teamId),
  })),
  implement(inviteRoute, async (context) => {
    const { trx, params, body } = context
    const chosen = sql`s.team_id = ${params.teamId} and s.id = ${body.membershipId}`
    const [person] = await personsToInvite(trx, chosen, 1)
    if (!person) throw new Problem(notFound)
    await refuseLeaders(context, params.teamId, [person])
    const [made] = await invite(context, [person])
    if (!made) throw new Problem(notFound)
    return await presentInvitation(identity.publicUrl, made)
  }),
  implement(revokeInvitationRoute, async ({ trx, params, audit }) => {
    if (!(await revokeInvitation(trx, params.teamId, params.invitationId))) throw new Problem(notFound)
    const subject = { kind: 'invitation', id: params.invitationId }
    await audit({ action: 'invitation.revoke', subject, teamId: params.teamId })
  }),
  implement(teamSlipsRoute, async (context) => {
    const { trx, params, body } = context
    const ofTeam = sql`s.team_id = ${params.teamId} and ${oneOf(sql`s.id`, body.membershipIds)}`
    const persons = await personsToInvite(trx, withoutAccount(ofTeam), slipsMost)
    if (body.membershipIds) await refuseLeaders(context, params.teamId, persons)
    const mayLeaders = can(context.actor, 'leader.invite', (await pathOfTeam(trx, params.teamId)) ?? [])
    return await slipsFor(identity, context, mayLeaders ? persons : persons.filter(isPlainMember))
  }),
  implement(leaderSlipsRoute, async (context) => {
    const { trx, params, body } = context
    const leaders = sql`s.role = 'leader' and ${oneOf(sql`t.id`, body.teamIds)} and ${await belowPlace(trx, params.placeId)}`
    return await slipsFor(identity, context, await personsToInvite(trx, withoutAccount(leaders), slipsMost))
  }),
  implementPublic(openInvitationRoute, ({ trx, body }) => openInvitation(trx, body.code)),
  implementPublicUnbound(acceptInvitationRoute, ({ body, transaction }) =>
    acceptInvitation(transaction, identity, body),
  ),
  implement(linkInvitationRoute, async ({ trx, actor, body, audit }) => {
    const linked = await linkInvitation(trx, actor, identity.scopeOf(actor), body.code)
    const subject = { kind: 'account', id: actor.accountId }
    await audit({ action: 'invitation.accept', subject, teamId: linked.teamId })
    return linked
  }),
]

type OfficeContext = Pick<Context, 'actor' | 'trx' | 'audit' | 'reply'>

const invite = async ({ trx, actor, audit }: OfficeContext, persons: readonly PersonToInvite[]) => {
  const made = await makeInvitations(trx, persons, actor.accountId, Date.now())
  const teams = [...new Set(persons.map((person) => person.teamId))]
  for (const teamId of teams) {
    const count = persons.filter((person) => person.teamId === teamId).length
    await audit({ action: 'invitation.create', teamId, details: { count } })
  }
  return made
}

const slipsFor = async (
  { publicUrl }: Pick<Identity, 'publicUrl'>,
  context: OfficeContext,
  persons: readonly PersonToInvite[],
): Promise<Buffer> => {
  if (persons.length === 0) throw new Problem(nobodyToInvite)
  const made = await invite(context, persons)
  const slips = persons.flatMap((person, index) => {
    const invitation = made[index]
    return invitation ? [{ person, invitation }] : []
  })
  const pdf = await renderSlips(publicUrl, slips)
  context.reply.type('application/pdf').header('content-disposition', 'attachment; filename="phieu-moi.pdf"')
  context.reply.header('cache-control', 'no-store')
  return pdf
}

/** A team leads itself, but its leaders are named, and so invited, by the office. */
const refuseLeaders = async (
  { actor, trx }: Pick<OfficeContext, 'actor' | 'trx'>,
  teamId: Id,
  persons: readonly PersonToInvite[],
): Promise<void> => {
  if (persons.every(isPlainMember)) return
  if (!can(actor, 'leader.invite', (await pathOfTeam(trx, teamId)) ?? [])) throw new Problem(leadersByOffice)
}

const isPlainMember = (person: PersonToInvite): boolean => person.role !== 'leader'

const withoutAccount = (condition: RawBuilder<unknown>) => sql`m.account_id is null and ${condition}`

const oneOf = (column: RawBuilder<unknown>, ids: readonly Id[] | undefined) =>
  ids ? sql`${column} = any (${[...ids]}::uuid[])` : sql`true`
