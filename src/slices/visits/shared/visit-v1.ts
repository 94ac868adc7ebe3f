import * as z from 'zod/mini'
import { code, idText, optionalText, text } from '#platform/shared/text.ts'

// Version 1 of visit.record, frozen: phones in the hills still hold unsent work of it. It is written out, not built
// from the present fields, so that these can change without changing it.

const count = z.int().check(z.gte(0), z.lte(500))

/** What a member recorded by the first version of the app. Every such draft is a draft of today too. */
export const visitDraftVersion1 = z.object({
  id: idText,
  householdId: z.nullable(idText),
  place: z.enum(['home', 'desk']),
  daysAgo: z.int().check(z.gte(0), z.lte(60)),
  followUpInDays: z.nullable(z.int().check(z.gte(1), z.lte(366))),
  outcome: z.enum(['done', 'absent', 'refused', 'moved']),
  people: count,
  groups: z.object({ elderly: count, women: count, poor: count, minority: count, disabled: count }),
  skills: z
    .array(
      z.object({
        skill: z.enum(['public-services', 'shopping', 'payment', 'safety', 'local']),
        level: z.enum(['guided', 'with-help', 'alone']),
        people: count.check(z.gte(1)),
      }),
    )
    .check(z.maxLength(15)),
  topics: z.array(code).check(z.maxLength(30)),
  platforms: z
    .array(
      z.object({
        platform: code,
        result: z.enum(['installed', 'used', 'already', 'failed']),
        reason: z.nullable(
          z.enum(['no-sim', 'no-storage', 'old-phone', 'forgot-password', 'no-network', 'police-appointment', 'other']),
        ),
      }),
    )
    .check(z.maxLength(30)),
  difficulty: z.nullable(z.object({ kind: code, text: z.nullable(text(500)) })),
  note: optionalText(500),
})
