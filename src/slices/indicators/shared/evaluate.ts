import type { Day, Period } from '#platform/shared/dates.ts'
import { declaredCode } from '#platform/shared/measures.ts'
import { type Indicator, type IndicatorTerm, keptCode } from './indicator.ts'

/** What is kept for one place or team, by kept code ('visits', 'members@stock', 'doors.reached@month', '…@declared'). */
export interface KeptAmounts {
  /** What was added in each of the periods asked for, oldest first. */
  inPeriod: ReadonlyMap<string, readonly number[]>
  /** What was added before the first of them. */
  before: ReadonlyMap<string, number>
  /** The first day with an amount other than 0. */
  first: ReadonlyMap<string, Day>
}

export interface IndicatorValue {
  /** Null: no data, which is not 0. */
  value: number | null
  /** How much of it was declared; of a rate with a declared part: 100 %. Null: nothing. */
  declared: number | null
}

/**
 * The value of an indicator in the n-th of consecutive periods. A flow has no data before the day of the first row of
 * the measure with which it is recorded; afterwards nothing is a real 0. A declared flow speaks for its own period only.
 */
export const evaluate = (
  indicator: Indicator,
  kept: KeptAmounts,
  periods: readonly Period[],
  n: number,
): IndicatorValue => {
  const at = { kept, periods, n, recordedWith: indicator.recordedWith }
  const top = sumOf(indicator.numerator, at)
  if (!indicator.denominator) return scaled(top, indicator.factor)
  const bottom = sumOf(indicator.denominator, at)
  if (top.value === null || bottom.value === null || bottom.value === 0) return nothing
  const value = (indicator.factor * top.value) / bottom.value
  return { value, declared: top.declared === null && bottom.declared === null ? null : value }
}

interface At {
  kept: KeptAmounts
  periods: readonly Period[]
  n: number
  recordedWith: string | null
}

const nothing: IndicatorValue = { value: null, declared: null }

const scaled = ({ value, declared }: IndicatorValue, factor: number): IndicatorValue => ({
  value: value === null ? null : value * factor,
  declared: declared === null ? null : declared * factor,
})

const sumOf = (terms: readonly IndicatorTerm[], at: At): IndicatorValue =>
  terms.map((term) => (term.kind === 'stock' ? stockAt(term, at) : flowIn(term, at))).reduce(added, nothing)

const added = (a: IndicatorValue, b: IndicatorValue): IndicatorValue => ({
  value: addedAmounts(a.value, b.value),
  declared: addedAmounts(a.declared, b.declared),
})

const addedAmounts = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b)

const flowIn = (term: IndicatorTerm, at: At): IndicatorValue => {
  const { kept, n, recordedWith } = at
  const code = keptCode(term, at.periods[n]?.kind ?? 'month')
  const own = begun(recordedWith ?? code, at) ? (kept.inPeriod.get(code)?.[n] ?? 0) : null
  const declared = kept.inPeriod.get(declaredCode(code))?.[n] || null
  return { value: addedAmounts(own, declared), declared }
}

const stockAt = (term: IndicatorTerm, at: At): IndicatorValue => {
  const code = keptCode(term, at.periods[at.n]?.kind ?? 'month')
  const own = begun(code, at) ? standing(code, at) : null
  const declared = begun(declaredCode(code), at) ? standing(declaredCode(code), at) : null
  return { value: addedAmounts(own, declared), declared: declared || null }
}

const standing = (code: string, { kept, n }: At): number =>
  (kept.inPeriod.get(code)?.slice(0, n + 1) ?? []).reduce((sum, amount) => sum + amount, kept.before.get(code) ?? 0)

const begun = (code: string, { kept, periods, n }: At): boolean => {
  const first = kept.first.get(code)
  const period = periods[n]
  return first !== undefined && period !== undefined && first <= period.to
}
