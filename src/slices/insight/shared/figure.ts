import * as z from 'zod/mini'
import { estimate, verification } from './verification.ts'

/**
 * A value is null where there are no data ("—"), which is not 0. `declared`: how much of the value was declared ("khai
 * báo") and not recorded here; null: nothing. For a rate it is 100 % when any part of it was declared.
 */
const amount = z.nullable(z.number())

export const figure = z.object({
  /** Code of the indicator: its definition is at /api/indicators; of a family it is made for one item. */
  indicator: z.string(),
  value: amount,
  declared: amount,
  /** The value of the period before. */
  previous: amount,
  /** The true value as far as the call-backs tell; null where no sample says anything about it. */
  estimate: z.nullable(estimate),
})
export type Figure = z.infer<typeof figure>

const periodKind = z.enum(['day', 'week', 'month', 'quarter', 'year'])

export const period = z.object({
  kind: periodKind,
  from: z.string(),
  /** Its last day. */
  to: z.string(),
  /** False: the period goes on, and a comparison with the one before is unfair. */
  complete: z.boolean(),
})

/** How far the figures are (ISO 8601): everything that reached the server before is in them. */
const asOf = z.string()

export const dashboard = z.object({
  asOf,
  period,
  /** First days of the twelve periods of the trends, oldest first; the last is the period itself. */
  trendFrom: z.array(z.string()),
  /** Null: no sample of these visits was drawn. */
  verification: z.nullable(verification),
  /** The six of the dashboard, in order. */
  figures: z.array(z.extend(figure, { trend: z.array(amount) })),
  /** What was declared for this very place, newest first; with the name of a former unit, it is only shown. */
  declarations: z.array(
    z.object({
      measure: z.string(),
      day: z.string(),
      amount: z.number(),
      source: z.string(),
      formerUnit: z.nullable(z.string()),
    }),
  ),
})
export type Dashboard = z.infer<typeof dashboard>

export const placeIndicators = z.object({
  asOf,
  period,
  verification: z.nullable(verification),
  /** In the order of the catalogue. `item`: of which platform or topic, where the indicator is a family. */
  figures: z.array(
    z.extend(figure, {
      definition: z.string(),
      item: z.nullable(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
    }),
  ),
})
export type PlaceIndicators = z.infer<typeof placeIndicators>

export const rankingRow = z.object({
  id: z.uuid(),
  of: z.enum(['place', 'team']),
  /** Of a place: 'province' … 'hamlet'. */
  level: z.nullable(z.string()),
  title: z.string(),
  /** 1 is the highest; equal values share a rank; null where there are no data. */
  rank: z.nullable(z.int()),
  verification: z.nullable(verification),
  figures: z.array(figure),
})

export const ranking = z.object({
  asOf,
  period,
  /** The indicator by which the rows are ranked. */
  indicator: z.string(),
  total: z.int(),
  rows: z.array(rankingRow),
})
export type Ranking = z.infer<typeof ranking>
