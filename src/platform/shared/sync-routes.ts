import * as z from 'zod/mini'
import { onTeam, route, signedIn } from './route.ts'
import { idText } from './text.ts'
import { limits, pullAnswer, pullQuery, pushAnswer, pushRequest, snapshotManifest } from './wire.ts'

/** The routes of the sync. Who may use them for which team is decided by the sync itself: also former members may push. */
export const pushRoute = route({
  method: 'POST',
  path: '/api/sync/push',
  summary: 'Send commands that a phone recorded; each gets a verdict of its own.',
  access: signedIn,
  body: pushRequest,
  output: pushAnswer,
  bodyLimit: limits.pushBytes,
  perMinute: 600,
})

export const pullRoute = route({
  method: 'GET',
  path: '/api/sync/pull',
  summary: 'One page of what changed, and of what left, since a cursor.',
  access: signedIn,
  query: pullQuery,
  output: pullAnswer,
  perMinute: 1200,
})

export const snapshotRoute = route({
  method: 'GET',
  path: '/api/sync/snapshot',
  summary: 'The manifest of the first sync of a team.',
  access: signedIn,
  query: z.object({ team: idText }),
  // One line for a first sync. Chunks and pulls of a team's own people leave none: there are some each minute and phone.
  reads: { what: 'team-data', shown: 'rows', team: 'query.team' },
  output: snapshotManifest,
  perMinute: 60,
})

export const chunkRoute = route({
  method: 'GET',
  path: '/api/sync/chunks/:hash',
  summary: 'One chunk of a first sync: gzip of NDJSON.',
  access: signedIn,
  params: z.object({ hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
  query: z.object({ team: idText }),
  perMinute: 1200,
})

/** One command of an office, which has no outbox: what a phone would hear as `refused` is a problem here. */
export const officeCommandRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/commands',
  summary: 'Run one command for a team from an office.',
  access: onTeam('team.read', 'params.teamId'),
  params: z.object({ teamId: idText }),
  body: z.object({
    /** Made by the caller, so that sending twice does it once. */
    id: idText,
    name: z.string().check(z.maxLength(60)),
    version: z.int(),
    args: z.unknown(),
  }),
  output: z.object({ verdict: z.enum(['accepted', 'merged', 'conflict']), rev: z.number() }),
})
