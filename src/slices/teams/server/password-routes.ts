import { sql } from 'kysely'
import { type Context, type Implementation, implement } from '#platform/server/endpoint.ts'
import { can } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { type Identity, type MemberAccount, memberAccount } from '#slices/identity/server/public.ts'
import { leadersByOffice, noAccountYet, passwordByAbove } from '../shared/problems.ts'
import { invitePasswordRoute, passwordSlipRoute } from '../shared/routes.ts'
import { makeInvitations } from './invitations.ts'
import { personsToInvite } from './invitees.queries.ts'
import { presentInvitation, renderSlips } from './slips.ts'
import { pathOfTeam } from './teams.queries.ts'

/** Routes by which who forgot the password gets to choose a new one. */
export const passwordRoutes = (identity: Pick<Identity, 'db' | 'publicUrl'>): Implementation[] => [
  implement(invitePasswordRoute, async (context) => {
    const { invitation } = await invitePassword(identity, context)
    return await presentInvitation(identity.publicUrl, invitation)
  }),
  implement(passwordSlipRoute, async (context) => {
    const slip = await invitePassword(identity, context)
    context.reply.type('application/pdf').header('content-disposition', 'attachment; filename="phieu-mat-khau.pdf"')
    return await renderSlips(identity.publicUrl, [slip], 'password')
  }),
]

type Asked = Context<typeof invitePasswordRoute>

const invitePassword = async ({ db }: Pick<Identity, 'db'>, { trx, actor, params, audit }: Asked) => {
  const [person] = await personsToInvite(trx, sql`s.team_id = ${params.teamId} and s.id = ${params.membershipId}`, 1)
  if (!person) throw new Problem(notFound)
  const member = await trx
    .selectFrom('member')
    .select('account_id')
    .where('id', '=', person.memberId)
    .executeTakeFirstOrThrow()
  if (!member.account_id) throw new Problem(noAccountYet)
  await refuseUnlessInCharge({ trx, actor, params }, await memberAccount(db, member.account_id))
  const [invitation] = await makeInvitations(trx, [person], actor.accountId, Date.now(), 'password')
  if (!invitation) throw new Error('an invitation was asked for and not made')
  await audit({ action: 'password.invite', subject: { kind: 'member', id: person.memberId }, teamId: params.teamId })
  return { person, invitation }
}

/** Whoever makes the code could become the account: so only who is in charge of all its teams, and names their leaders. */
const refuseUnlessInCharge = async (
  { trx, actor, params }: Pick<Asked, 'trx' | 'actor' | 'params'>,
  { teams }: MemberAccount,
): Promise<void> => {
  for (const { teamId, role } of teams) {
    const path = (await pathOfTeam(trx, teamId)) ?? []
    if (!can(actor, 'member.edit', path)) throw new Problem(passwordByAbove)
    if (role === 'member' || can(actor, 'leader.invite', path)) continue
    throw new Problem(teamId === params.teamId ? leadersByOffice : passwordByAbove)
  }
}
