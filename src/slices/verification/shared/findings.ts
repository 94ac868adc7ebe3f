import * as z from 'zod/mini'
import { freeText } from '#platform/shared/free-text.ts'
import { onPlace, onTeam, route } from '#platform/shared/route.ts'
import { idText } from '#platform/shared/text.ts'
import { patternCodes } from './patterns.ts'

/** So long the team alone is asked. */
export const teamFirstDays = 7
/** So far back findings are shown. */
export const findingDays = 120

const word = freeText(300).check(z.minLength(2))

/** A pattern in the visits of a member on a day, and what was said about it. */
export const finding = z.object({
  id: idText,
  teamId: idText,
  team: z.string(),
  memberId: idText,
  pattern: z.enum(patternCodes),
  day: z.string(),
  /** How many visits fit. */
  visits: z.int(),
  foundOn: z.string(),
  explanation: z.nullable(z.string()),
  closedOn: z.nullable(z.string()),
  closingWord: z.nullable(z.string()),
})
export type FindingInList = z.infer<typeof finding>

const findings = z.object({ findings: z.array(finding) })

export const teamFindingsRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/findings',
  summary: 'Patterns worth a look in the visits of a team, newest first, with what the team said about them.',
  reads: { what: 'visit', shown: 'findings' },
  access: onTeam('visit.read', 'params.teamId'),
  params: z.object({ teamId: idText }),
  output: findings,
})

export const explainFindingRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/findings/:findingId/explain',
  summary: 'The team says what was behind a pattern; to say it is enough.',
  access: onTeam('visit.record', 'params.teamId'),
  params: z.object({ teamId: idText, findingId: idText }),
  body: z.object({ word }),
  output: z.object({ explained: z.literal(true) }),
})

export const placeFindingsRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/findings',
  summary: 'Patterns of all teams of a commune that the teams have known for a week; those without a word first.',
  reads: { what: 'visit', shown: 'findings' },
  access: onPlace('verification.manage', 'params.placeId'),
  params: z.object({ placeId: idText }),
  output: findings,
})

export const closeFindingRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/findings/:findingId/close',
  summary: 'The commune has looked at a pattern and says what came of it.',
  access: onPlace('verification.manage', 'params.placeId'),
  params: z.object({ placeId: idText, findingId: idText }),
  body: z.object({ word }),
  output: z.object({ closed: z.literal(true) }),
})
