import * as z from 'zod/mini'
import { code, dayText, idText, text } from '#platform/shared/text.ts'

/** Kinds of entries: the five basic skills, platforms, topics that are told, kinds of difficulty. */
export const itemKinds = ['skill', 'platform', 'topic', 'difficulty'] as const
export type ItemKind = (typeof itemKinds)[number]

const season = z.nullable(z.string().check(z.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)))

/** One entry as phones and offices see it. */
export const libraryItem = z.object({
  kind: z.enum(itemKinds),
  code,
  vi: z.string(),
  en: z.string(),
  /** Next to a person it would hint at health or politics: shown as a count only. */
  countsOnly: z.boolean(),
  /** 'MM-DD': offered first between these days. */
  seasonFrom: z.nullable(z.string()),
  seasonTo: z.nullable(z.string()),
  /** Of a platform: what is done with it, in order. Absent in lists that phones fetched before steps were known. */
  steps: z.optional(z.nullable(z.array(z.object({ code, vi: z.string(), en: z.string() })))),
  retired: z.boolean(),
})
export type LibraryItem = z.infer<typeof libraryItem>

/** The reference data of a phone. `counter` is the number that its pulls carry: when it moved, fetch again. */
export const reference = z.object({ counter: z.number(), items: z.array(libraryItem) })
export type Reference = z.infer<typeof reference>

/** An entry in an office's list: where it belongs, and whether it may be edited there. */
export const officeItem = z.object({
  ...libraryItem.shape,
  id: idText,
  placeId: idText,
  shipped: z.boolean(),
  retiredOn: z.nullable(z.string()),
})
export type OfficeItem = z.infer<typeof officeItem>

/** What an office adds: platforms and topics of its place. Skills and kinds of difficulty are the country's. */
export const newItem = z.object({
  id: idText,
  kind: z.enum(['platform', 'topic']),
  code,
  vi: text(80).check(z.minLength(2)),
  en: text(80).check(z.minLength(2)),
  countsOnly: z.boolean(),
  seasonFrom: season,
  seasonTo: season,
})
export type NewItem = z.infer<typeof newItem>

export const itemChange = z.object({
  vi: z.optional(newItem.shape.vi),
  en: z.optional(newItem.shape.en),
  countsOnly: z.optional(z.boolean()),
  seasonFrom: z.optional(season),
  seasonTo: z.optional(season),
  retiredOn: z.optional(z.nullable(dayText)),
})
export type ItemChange = z.infer<typeof itemChange>

/** Is the entry in its season on this day? Entries without a season: always. Seasons may run over the new year. */
export const inSeason = (
  { seasonFrom, seasonTo }: Pick<LibraryItem, 'seasonFrom' | 'seasonTo'>,
  day: string,
): boolean => {
  if (!seasonFrom || !seasonTo) return true
  const today = day.slice(5)
  return seasonFrom <= seasonTo ? seasonFrom <= today && today <= seasonTo : today >= seasonFrom || today <= seasonTo
}
