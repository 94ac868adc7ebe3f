import * as z from 'zod/mini'
import { freeText, optionalFreeText } from '#platform/shared/free-text.ts'
import { type OutputOf, onPlace, route } from '#platform/shared/route.ts'
import { code, dayText, idText } from '#platform/shared/text.ts'

const params = z.object({ placeId: idText })

const criterion = z.object({
  code,
  name: freeText(80).check(z.minLength(3)),
  of: z.enum(['household', 'person']),
  /** Asked of persons from this age on; null: of everybody. */
  fromAge: z.nullable(z.int().check(z.gte(0), z.lte(120))),
})

const content = z.object({
  criteria: z.array(criterion).check(z.maxLength(20)),
  /** Codes of the skills that a person must do alone. */
  skills: z.array(code).check(z.maxLength(10)),
})
export type RuleContent = z.infer<typeof content>

/** One decision of a province on what counts; none is ever changed. */
const ruleVersion = z.object({
  version: z.int(),
  criteria: z.array(z.object({ ...criterion.shape, name: z.string() })),
  skills: z.array(z.string()),
  decidedBy: z.string(),
  remark: z.nullable(z.string()),
  validFrom: z.string(),
  madeAt: z.string(),
})
export type RuleVersion = z.infer<typeof ruleVersion>

export const ruleRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/register-rule',
  summary: 'What makes a digital household and a digital citizen in a province: every version, with who decided it.',
  access: onPlace('rule.edit', 'params.placeId'),
  params,
  output: z.object({
    /** The newest first. */
    versions: z.array(ruleVersion),
    /** The version in force today; null: never decided, so the default holds. */
    inForce: z.nullable(z.int()),
  }),
})

const counts = z.object({ households: z.int(), citizens: z.int() })

export const previewRuleRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/register-rule/preview',
  summary:
    'How many digital households and citizens there would be by this rule, beside the present one. Writes nothing.',
  access: onPlace('rule.edit', 'params.placeId'),
  params,
  body: content,
  readOnly: true,
  perMinute: 20,
  output: z.object({
    /** Teams of the province whose register is on, and how many of them were counted. */
    teams: z.int(),
    counted: z.int(),
    /** Doors at which somebody is written down, and those persons. */
    doors: z.int(),
    people: z.int(),
    present: counts,
    planned: counts,
  }),
})
export type RulePreview = OutputOf<typeof previewRuleRoute>

export const decideRuleRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/register-rule',
  summary:
    'Decide on criteria, ages and skills: a new version from a day on. Figures of earlier days stay as they are.',
  access: onPlace('rule.edit', 'params.placeId'),
  params,
  body: z.object({
    ...content.shape,
    /** The newest version that one has seen: two officers at once must not overrule each other unseen. */
    after: z.int().check(z.gte(0)),
    /** Who decided, number and date of the document. */
    decidedBy: freeText(300).check(z.minLength(5)),
    remark: optionalFreeText(500),
    validFrom: dayText,
  }),
  output: z.object({ version: z.int() }),
})
