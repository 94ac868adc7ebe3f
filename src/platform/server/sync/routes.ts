import { chunkRoute, officeCommandRoute, pullRoute, pushRoute, snapshotRoute } from '#platform/shared/sync-routes.ts'
import { type Implementation, implementUnbound } from '../endpoint.ts'
import type { Desk } from './desk.ts'
import type { Lanes } from './lanes.ts'
import { runOfficeCommand } from './office.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'
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
    implementUnbound(officeCommandRoute, ({ actor, scope, params, body }) =>
      lanes.push.run(() => runOfficeCommand(deps, actor, scope, params.teamId, body)),
    ),
  ]
}
