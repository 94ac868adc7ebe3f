import * as z from 'zod/mini'
import { onTeam, route, signedIn } from './route.ts'
import { idText } from './text.ts'

/** What an author did about refused work; 'open': nothing any more (withdrawn by mistake). */
export const settledWork = z.object({
  id: idText,
  /** The team for which it was made. */
  team: idText,
  how: z.enum(['corrected', 'handed-over', 'withdrawn', 'open']),
})
export type SettledWork = z.infer<typeof settledWork>

export const settledRoute = route({
  method: 'POST',
  path: '/api/sync/settled',
  summary: 'Say what one has done on the phone about own refused work, so that nobody else looks after it.',
  access: signedIn,
  body: z.object({ settled: z.array(settledWork).check(z.maxLength(500)) }),
  perMinute: 60,
})

/** F24: phones of the team drop the team's rows and fetch them anew; drafts and unsent work stay. */
export const resyncRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/resync',
  summary: 'Ask all phones of a team to fetch the team’s data anew; drafts and unsent work stay on them.',
  access: onTeam('team.edit', 'params.teamId'),
  params: z.object({ teamId: idText }),
  perMinute: 10,
})
