import * as z from 'zod/mini'
import type { PeriodKind } from '#platform/shared/dates.ts'
import { declaredCode, stockCode, uniqueCode } from '#platform/shared/measures.ts'

/** A measure in an indicator: flows add up, stocks are taken at the end of the period, unique counts are of the period. */
export const indicatorTerm = z.object({ measure: z.string(), kind: z.enum(['flow', 'stock', 'unique']) })
export type IndicatorTerm = z.infer<typeof indicatorTerm>

/** An indicator (chỉ tiêu) as data. */
export const indicator = z.object({
  code: z.string(),
  group: z.string(),
  vi: z.string(),
  en: z.string(),
  /** Giải thích chỉ tiêu: what is counted, numerator / denominator in words. */
  explanation: z.object({ vi: z.string(), en: z.string() }),
  unit: z.object({ vi: z.string(), en: z.string() }),
  /** Added up. */
  numerator: z.array(indicatorTerm),
  /** Null: a count. A rate is made from the summed parts, never averaged. */
  denominator: z.nullable(z.array(indicatorTerm)),
  /** 100: a percentage. */
  factor: z.number(),
  /** The flow whose first row marks where data begin; null: stocks speak for themselves. */
  recordedWith: z.nullable(z.string()),
  /** 1 to 6: its place on the dashboard. */
  headline: z.nullable(z.int()),
  /** The document that defines it. */
  source: z.string(),
  /** One for each item of this kind in the library: {item} is the code, in texts the name. */
  family: z.nullable(z.enum(['platform', 'topic'])),
})
export type Indicator = z.infer<typeof indicator>

export const indicatorGroup = z.object({ code: z.string(), vi: z.string(), en: z.string() })

export const indicatorCatalogue = z.object({
  groups: z.array(indicatorGroup),
  indicators: z.array(indicator),
  /** Calendar periods for which figures exist. */
  periods: z.array(
    z.object({ kind: z.enum(['day', 'week', 'month', 'quarter', 'year']), vi: z.string(), en: z.string() }),
  ),
})
export type IndicatorCatalogue = z.infer<typeof indicatorCatalogue>

/** Periods of the calendar; the official clock (months from the 15th) comes with the reports. */
export const calendarPeriods: IndicatorCatalogue['periods'] = [
  { kind: 'day', vi: 'Ngày', en: 'Day' },
  { kind: 'week', vi: 'Tuần', en: 'Week' },
  { kind: 'month', vi: 'Tháng', en: 'Month' },
  { kind: 'quarter', vi: 'Quý', en: 'Quarter' },
  { kind: 'year', vi: 'Năm', en: 'Year' },
]

/** The name under which figures of a term are kept for periods of a kind. */
export const keptCode = ({ measure, kind }: IndicatorTerm, period: PeriodKind): string =>
  kind === 'stock' ? stockCode(measure) : kind === 'unique' ? uniqueCode(measure, period) : measure

/** All names under which figures of an indicator are kept for periods of a kind, declared ones included. */
export const keptCodes = (of: Pick<Indicator, 'numerator' | 'denominator'>, period: PeriodKind): string[] =>
  [...of.numerator, ...(of.denominator ?? [])].flatMap((term) =>
    term.kind === 'unique' ? [keptCode(term, period)] : [keptCode(term, period), declaredCode(keptCode(term, period))],
  )

/** The indicator of one item of its family. */
export const indicatorOfItem = (of: Indicator, item: { code: string; vi: string; en: string }): Indicator => {
  const put = (text: string, value: string) => text.replaceAll('{item}', value)
  const terms = (list: IndicatorTerm[]) => list.map((term) => ({ ...term, measure: put(term.measure, item.code) }))
  return {
    ...of,
    code: put(of.code, item.code),
    vi: put(of.vi, item.vi),
    en: put(of.en, item.en),
    explanation: { vi: put(of.explanation.vi, item.vi), en: put(of.explanation.en, item.en) },
    numerator: terms(of.numerator),
    denominator: of.denominator && terms(of.denominator),
  }
}
