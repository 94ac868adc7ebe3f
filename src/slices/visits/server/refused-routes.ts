import { type Context, type Implementation, implement } from '#platform/server/endpoint.ts'
import { careFor, endGiven } from '#platform/server/rescue/refusal-care.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import {
  giveRefusedRoute,
  placeRefusedRoute,
  settleRefusedRoute,
  teamRefusedRoute,
  withdrawRefusedRoute,
} from '../shared/refused.ts'
import { isRefusedInPlace, isRefusedOfLeft, isTeamOfPlace, refusedForTeam, refusedInPlace } from './refused.queries.ts'

/** Refused work has an owner: its author, then the leader when the author left, then the commune. */
export const refusedRoutes: Implementation[] = [
  implement(placeRefusedRoute, async ({ trx, params }) => ({ refused: await refusedInPlace(trx, params.placeId) })),
  implement(giveRefusedRoute, async ({ trx, actor, params, body, audit }) => {
    const { placeId, commandId } = params
    const both = (await isRefusedInPlace(trx, placeId, commandId)) && (await isTeamOfPlace(trx, placeId, body.toTeam))
    const care = { state: 'given', to: body.toTeam, by: actor.accountId, reason: body.note } as const
    if (!both || !(await careFor(trx, commandId, care))) throw new Problem(notFound)
    const subject = { kind: 'command', id: commandId }
    await audit({ action: 'refused.give', subject, placeId, details: { to: body.toTeam } })
  }),
  implement(withdrawRefusedRoute, async ({ trx, actor, params, body, audit }) => {
    const { placeId, commandId } = params
    const care = { state: 'withdrawn', by: actor.accountId, reason: body.reason } as const
    if (!(await isRefusedInPlace(trx, placeId, commandId)) || !(await careFor(trx, commandId, care)))
      throw new Problem(notFound)
    await audit({ action: 'refused.withdraw', subject: { kind: 'command', id: commandId }, placeId })
  }),
  implement(teamRefusedRoute, async ({ trx, params }) => ({ refused: await refusedForTeam(trx, params.teamId) })),
  implement(settleRefusedRoute, async (context) => {
    const { params, body, audit } = context
    if (!(await settle(context))) throw new Problem(notFound)
    const subject = { kind: 'command', id: params.commandId }
    await audit({ action: 'refused.settle', subject, teamId: params.teamId, details: { how: body.how } })
  }),
]

const settle = async ({ trx, actor, params, body }: Context<typeof settleRefusedRoute>): Promise<boolean> => {
  const { teamId, commandId } = params
  const care = { state: body.how, by: actor.accountId, reason: body.reason }
  if (await endGiven(trx, commandId, teamId, care)) return true
  return (await isRefusedOfLeft(trx, teamId, commandId)) && careFor(trx, commandId, care)
}
