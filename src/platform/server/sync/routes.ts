import { resyncRoute, settledRoute } from '#platform/shared/refused-routes.ts'
import { chunkRoute, officeCommandRoute, pullRoute, pushRoute, snapshotRoute } from '#platform/shared/sync-routes.ts'
import { type Implementation, implement, implementUnbound } from '../endpoint.ts'
import { inTransaction } from '../http/transaction.ts'
import { settleOwn } from '../rescue/refusal-care.ts'
import type { Desk } from './desk.ts'
import type { Lanes } from './lanes.ts'
import { runOfficeCommand } from './office.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'
import { askResync } from './resync.ts'
import { readChunk, snapshot } from './snapshot.ts'

/** The routes of the sync; each waits for its turn in its lane before it takes a connection. */
export const syncRoutes = (desk: Desk, lanes: Lanes): Implementation[] => {
  const { deps } = desk
  return [
    implementUnbound(pushRoute, ({ actor, scope, body }) => push(desk, actor, scope, body)),
    implementUnbound(pullRoute, ({ actor, scope, query }) => lanes.delta.run(() => pull(deps, actor, scope, query))),
    implementUnbound(snapshotRoute, ({ actor, scope, query }) =>
      lanes.snapshot.run(() => snapshot(deps, actor, scope, query.team)),
    ),
    implementUnbound(chunkRoute, async ({ actor, scope, params, query, reply }) => {
      const bytes = await lanes.delta.run(() => readChunk(deps, actor, scope, query.team, params.hash))
      // Not `content-encoding`: the phone checks the chunk as it is. A type that the compressing of answers leaves alone, unlike octet-stream.
      return reply.type('application/gzip').header('cache-control', 'private, max-age=86400, immutable').send(bytes)
    }),
    // In the scope of the teams that are named: only what the account itself made is touched.
    implementUnbound(settledRoute, async ({ actor, scope, body }) => {
      const teams = [...new Set(body.settled.map(({ team }) => team))]
      await inTransaction(deps.db, { ...scope, teams }, false, (trx) => settleOwn(trx, actor.accountId, body.settled))
    }),
    implement(resyncRoute, async ({ trx, params, audit }) => {
      await askResync(trx, [params.teamId])
      await audit({ action: 'team.resync', teamId: params.teamId })
    }),
    implementUnbound(officeCommandRoute, ({ actor, scope, params, body }) =>
      lanes.push.run(() => runOfficeCommand(deps, actor, scope, params.teamId, body)),
    ),
  ]
}
