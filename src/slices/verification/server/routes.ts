import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { Problem } from '#platform/shared/problem.ts'
import { drawItemsRoute, drawRoute, drawsRoute, recordResultRoute } from '../shared/callback.ts'
import { periodAhead } from '../shared/problems.ts'
import { drawsOf, drawWithItems, recordResult } from './callback.queries.ts'
import { draw } from './draw.ts'

const today = () => dayInVietnam(Date.now())

/** Samples to call back: drawn, looked at, answered. */
export const callbackRoutes: Implementation[] = [
  implement(drawsRoute, async ({ trx, params }) => ({ draws: await drawsOf(trx, params.placeId) })),
  implement(drawRoute, async ({ trx, params, body, actor, audit }) => {
    const wish = { communeId: params.placeId, kind: body.period, on: body.on, size: body.size, reason: body.reason }
    const { id, seed, drawn, before } = await draw(trx, { ...wish, by: actor.accountId, today: today() })
    await audit({
      action: 'callback.draw',
      subject: { kind: 'callback_draw', id },
      placeId: params.placeId,
      details: { seed, drawn, before, period: body.period, on: body.on },
    })
    return { id }
  }),
  implement(drawItemsRoute, ({ trx, params }) => drawWithItems(trx, params.placeId, params.drawId)),
  implement(recordResultRoute, async ({ trx, params, body, actor, audit }) => {
    if (body.on > today()) throw new Problem(periodAhead)
    const { placeId, drawId, itemId } = params
    const made = { communeId: placeId, drawId, itemId, ...body, by: actor.accountId }
    const { teamId, before } = await recordResult(trx, made)
    await audit({
      action: 'callback.record',
      subject: { kind: 'callback_item', id: itemId },
      teamId,
      details: { result: body.result, before, on: body.on },
    })
    return { recorded: true as const }
  }),
]
