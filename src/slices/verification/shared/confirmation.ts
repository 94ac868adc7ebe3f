import * as z from 'zod/mini'
import { anyone, onTeam, route } from '#platform/shared/route.ts'
import { idText } from '#platform/shared/text.ts'

const typed = z.optional(z.string().check(z.maxLength(60)))

/** Short, because it is typed from paper: xn, xác nhận. */
export const confirmPath = '/xn'

export const confirmPageRoute = route({
  method: 'GET',
  path: confirmPath,
  summary: 'The page on which a citizen confirms a visit; needs no script. `m` mark of the team, `c` code.',
  access: anyone,
  query: z.object({ m: typed, c: typed, lang: typed }),
})

export const confirmRoute = route({
  method: 'POST',
  path: '/api/confirmations',
  summary: 'A citizen confirms a visit by the mark of the team and a code, as a form; answers a page.',
  access: anyone,
  form: true,
  bodyLimit: 2_000,
  // Times a hundred for an address: whole communes share one.
  perMinute: 20,
  body: z.object({
    mark: typed,
    code: typed,
    rating: z.optional(z.string().check(z.maxLength(1))),
    words: z.optional(z.string().check(z.maxLength(200))),
    lang: typed,
  }),
})

export const largestCard = 200

export const confirmationCardRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/confirmation-cards',
  summary: 'Prints new slips with one-time codes for a team, as PDF; no number is printed twice.',
  access: onTeam('verification.manage', 'params.teamId'),
  params: z.object({ teamId: idText }),
  body: z.object({ slips: z._default(z.int().check(z.gte(1), z.lte(largestCard)), 40) }),
  perMinute: 30,
})
