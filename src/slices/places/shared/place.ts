import * as z from 'zod/mini'

const level = z.enum(['nation', 'province', 'commune', 'hamlet'])
const day = z.string()
const succession = z.enum(['main', 'several', 'probable', 'unknown'])

/** A place as lists show it. `title` has the kind before the name: "Xã Châu Thành". */
export const placeSummary = z.object({
  id: z.uuid(),
  level,
  kind: z.nullable(z.string()),
  name: z.string(),
  title: z.string(),
})
export type PlaceSummary = z.infer<typeof placeSummary>

/** A unit of before July 2025 beside the place that it went to. */
export const formerTitle = z.object({
  title: z.string(),
  district: z.nullable(z.string()),
  province: z.string(),
  code: z.string(),
  list: z.enum(['2023-04', '2025-06-30']),
  succession,
})
export type FormerTitle = z.infer<typeof formerTitle>

/** Null: not known. */
const placeFlags = z.object({
  minorityArea: z.nullable(z.boolean()),
  border: z.nullable(z.boolean()),
  island: z.nullable(z.boolean()),
  difficult: z.nullable(z.boolean()),
})

export const placeDetails = z.extend(placeSummary, {
  /** From the nation down to the place itself. */
  breadcrumb: z.array(placeSummary),
  /** The present official code; null for the nation and for hamlets. */
  code: z.nullable(z.string()),
  flags: placeFlags,
  validFrom: day,
  /** The first day on which it no longer exists; null: it exists. */
  validTo: z.nullable(day),
  /** Units of 30 June 2025 that went into it wholly or with their main part. */
  formedFrom: z.array(formerTitle),
})
export type PlaceDetails = z.infer<typeof placeDetails>

const childPlace = z.extend(placeSummary, {
  code: z.nullable(z.string()),
  /** Places directly below it. */
  childCount: z.int(),
})
export const placeChildren = z.object({ children: z.array(childPlace) })
export type PlaceChildren = z.infer<typeof placeChildren>

export const searchHit = z.object({
  place: placeSummary,
  /** The titles above it, nearest first, without the nation: "Xã Châu Thành, Tỉnh An Giang"; '' for provinces. */
  above: z.string(),
  /** Set when an old name was found: "Thị trấn Chợ Chu … nay là Xã Định Hóa". */
  former: z.nullable(formerTitle),
})
export type SearchHit = z.infer<typeof searchHit>
export const searchAnswer = z.object({ hits: z.array(searchHit) })
