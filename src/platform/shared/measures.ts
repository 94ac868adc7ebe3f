import type { Day, PeriodKind } from './dates.ts'
import type { Id } from './ids.ts'

/**
 * What one write changed in the figures of one team on one day. A writer never says where the team stands: the folder
 * looks up the place of the day. Measure codes are text, 'visits', 'skill.payment.alone'; what they mean stands in the
 * catalogue of indicators.
 */
export interface MeasureDelta {
  /** The team that did the work (`doneByTeamId`), or, for stocks, that holds the thing counted. */
  teamId: Id
  /** The reporting day, of any age: back-dated work changes the figures of its day. */
  day: Day
  /** Flows, {measure: amount}: they count on the day. */
  amounts?: Readonly<Record<string, number>>
  /** Stocks, {measure: change}: they stand from the day on. A team that moves takes its stocks along. */
  stocks?: Readonly<Record<string, number>>
  /**
   * Unique counts, {measure: {subject: reasons}}: one more (+1) or one fewer (-1) reason to count the subject on this
   * day. Two visits to one door are two reasons, and one door.
   */
  subjects?: Readonly<Record<string, Readonly<Record<Id, number>>>>
}

/**
 * The name under which figures of a measure are kept. The suffix says how they add up: flows have none; '@stock' adds
 * up from the beginning; '@week', '@month' ... is a count of different subjects in that calendar period, kept on its
 * first day (counts of other periods can never be added to it); '@declared' came by declaration, not from rows.
 */
export const stockCode = (measure: string): string => `${measure}@stock`
export const uniqueCode = (measure: string, period: PeriodKind): string => `${measure}@${period}`
export const declaredCode = (code: string): string => `${code}@declared`

export const isStockCode = (code: string): boolean => code.endsWith('@stock')

/** Calendar periods for which different subjects are counted. */
export const uniquePeriods: readonly PeriodKind[] = ['day', 'week', 'month', 'quarter', 'year']

/**
 * The difference that a write made: what the row counted for before (taken away) and what it counts for after.
 * `of` answers the deltas of one row as if it had just been made; it is the whole definition of what the row counts for.
 */
export const changeOf = <Row>(
  of: (row: Row) => readonly MeasureDelta[],
  before: Row | null | undefined,
  after: Row | null | undefined,
): MeasureDelta[] => sumDeltas([...(before ? of(before).map(negated) : []), ...(after ? of(after) : [])])

/** Adds up deltas to at most one per team and day; what cancels out is left away. */
export const sumDeltas = (deltas: readonly MeasureDelta[]): MeasureDelta[] => {
  const sums = new Map<string, Sum>()
  for (const delta of deltas) {
    const key = `${delta.teamId} ${delta.day}`
    const sum = sums.get(key) ?? emptySum(delta)
    sums.set(key, sum)
    addAll(sum.amounts, delta.amounts)
    addAll(sum.stocks, delta.stocks)
    for (const [measure, subjects] of Object.entries(delta.subjects ?? {})) {
      sum.subjects[measure] ??= {}
      addAll(sum.subjects[measure], subjects)
    }
  }
  return [...sums.values()].map(withoutZeros).filter((delta) => delta.amounts || delta.stocks || delta.subjects)
}

interface Sum {
  teamId: Id
  day: Day
  amounts: Record<string, number>
  stocks: Record<string, number>
  subjects: Record<string, Record<Id, number>>
}

const emptySum = ({ teamId, day }: MeasureDelta): Sum => ({ teamId, day, amounts: {}, stocks: {}, subjects: {} })

const negated = (delta: MeasureDelta): MeasureDelta => ({
  ...delta,
  amounts: delta.amounts && negatedAll(delta.amounts),
  stocks: delta.stocks && negatedAll(delta.stocks),
  subjects:
    delta.subjects &&
    Object.fromEntries(Object.entries(delta.subjects).map(([measure, counts]) => [measure, negatedAll(counts)])),
})

const negatedAll = (amounts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, -amount]))

const addAll = (into: Record<string, number>, amounts: Readonly<Record<string, number>> = {}): void => {
  for (const [key, amount] of Object.entries(amounts)) into[key] = (into[key] ?? 0) + amount
}

const withoutZeros = ({ teamId, day, amounts, stocks, subjects }: Sum): MeasureDelta => {
  const counted = Object.entries(subjects).flatMap(([measure, counts]) => {
    const kept = nonZero(counts)
    return kept ? [[measure, kept] as const] : []
  })
  return {
    teamId,
    day,
    ...optional('amounts', nonZero(amounts)),
    ...optional('stocks', nonZero(stocks)),
    ...optional('subjects', counted.length > 0 ? Object.fromEntries(counted) : undefined),
  }
}

const optional = <Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> =>
  value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, Value>>)

const nonZero = (amounts: Record<string, number>): Record<string, number> | undefined => {
  const kept = Object.entries(amounts).filter(([, amount]) => amount !== 0)
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}
