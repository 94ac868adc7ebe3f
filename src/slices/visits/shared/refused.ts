import * as z from 'zod/mini'
import { onPlace, onTeam, route } from '#platform/shared/route.ts'
import { idText, text } from '#platform/shared/text.ts'

const words = z.object({ code: z.string(), vi: z.string(), en: z.string() })
const door = z.nullable(
  z.object({
    id: idText,
    number: z.nullable(z.string()),
    alley: z.nullable(z.string()),
    label: z.nullable(z.string()),
  }),
)

/** Work that the server refused and that nobody has dealt with. */
const refusedWork = z.object({
  /** The command's. */
  id: idText,
  /** For which it was made. */
  teamId: idText,
  name: z.string(),
  /** What was to be recorded; null where it did not fit its own form. */
  args: z.unknown(),
  day: z.string(),
  madeBy: z.nullable(idText),
  /** Who made it is in the team no more. */
  left: z.boolean(),
  problem: words,
  door,
  /** The commune has given it to this team. */
  givenTo: z.nullable(idText),
  /** What the commune said with it. */
  note: z.nullable(z.string()),
})
export type RefusedWork = z.infer<typeof refusedWork>

const reason = text(500).check(z.minLength(1))
const ofPlace = z.object({ placeId: idText, commandId: idText })

export const placeRefusedRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/refused',
  reads: { what: 'refused', shown: 'refused' },
  summary: 'Refused work of all teams of a commune that nobody has dealt with; at most 500, oldest first.',
  access: onPlace('refused.manage', 'params.placeId'),
  params: z.object({ placeId: idText }),
  output: z.object({ refused: z.array(refusedWork) }),
})

export const giveRefusedRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/refused/:commandId/give',
  summary: 'Give refused work to a team of the commune, whose leader records it again or withdraws it.',
  access: onPlace('refused.manage', 'params.placeId'),
  params: ofPlace,
  body: z.object({ toTeam: idText, note: z.nullable(text(500)) }),
})

export const withdrawRefusedRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/refused/:commandId/withdraw',
  summary: 'Withdraw refused work for good, with the reason.',
  access: onPlace('refused.manage', 'params.placeId'),
  params: ofPlace,
  body: z.object({ reason }),
})

export const teamRefusedRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/refused',
  reads: { what: 'refused', shown: 'refused' },
  summary: 'Refused work that the team’s leader looks after: of members who left, and what the commune gave.',
  access: onTeam('refused.manage', 'params.teamId'),
  params: z.object({ teamId: idText }),
  output: z.object({ refused: z.array(refusedWork) }),
})

export const settleRefusedRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/refused/:commandId/settle',
  summary: 'The team has recorded refused work again, or withdraws it with the reason.',
  access: onTeam('refused.manage', 'params.teamId'),
  params: z.object({ teamId: idText, commandId: idText }),
  body: z.object({ how: z.enum(['corrected', 'withdrawn']), reason: z.nullable(text(500)) }),
})
