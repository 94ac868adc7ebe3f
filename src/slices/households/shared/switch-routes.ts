import * as z from 'zod/mini'
import { freeText, optionalFreeText } from '#platform/shared/free-text.ts'
import { onPlace, route } from '#platform/shared/route.ts'
import { dayText, idText } from '#platform/shared/text.ts'

const params = z.object({ placeId: idText })

/** One decision of a commune on its register; none is ever changed. */
export const switchVersion = z.object({
  version: z.int(),
  on: z.boolean(),
  purpose: z.string(),
  legalBasis: z.string(),
  retentionMonths: z.int(),
  decidedBy: z.string(),
  remark: z.nullable(z.string()),
  validFrom: z.string(),
  madeAt: z.string(),
})
export type SwitchVersion = z.infer<typeof switchVersion>

export const switchRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/register',
  summary:
    'Is the register of a commune on, what was decided and when, and how many persons it concerns (counts only).',
  access: onPlace('register.manage', 'params.placeId'),
  params,
  output: z.object({
    /** The newest first. */
    versions: z.array(switchVersion),
    /** The version in force today; null: never decided, so off. */
    inForce: z.nullable(z.int()),
    persons: z.object({
      /** In use. */
      present: z.int(),
      /** Restricted or withdrawn: kept until the end of the time of keeping. */
      stopped: z.int(),
      /** Left, merged, or hidden because the register is off; not erased yet. */
      resting: z.int(),
      doors: z.int(),
      teams: z.int(),
    }),
  }),
})

export const decideSwitchRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/register',
  summary: 'Switch the register of a commune on or off: a new version; phones learn it at their next contact.',
  access: onPlace('register.manage', 'params.placeId'),
  params,
  body: z.object({
    /** The newest version that one has seen: two officers at once must not overrule each other unseen. */
    after: z.int().check(z.gte(0)),
    on: z.boolean(),
    purpose: freeText(2000).check(z.minLength(20)),
    legalBasis: freeText(1000).check(z.minLength(5)),
    retentionMonths: z.int().check(z.gte(0), z.lte(120)),
    /** Who decided, number and date of the document. */
    decidedBy: freeText(300).check(z.minLength(5)),
    remark: optionalFreeText(500),
    validFrom: dayText,
  }),
  output: z.object({ version: z.int() }),
})

export const consentPaperRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/register/consent-text',
  summary: 'The text that is read to a person before the question, with a sheet to sign, as PDF.',
  access: onPlace('register.manage', 'params.placeId'),
  params,
})
