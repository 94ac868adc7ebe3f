import { type Day, dayInVietnam, type Period, type PeriodKind, periodOf, shiftPeriod } from '#platform/shared/dates.ts'

/** Points of a trend, the period itself included. */
export const trendLength = 12

/** `count` consecutive periods, oldest first; the last is the one that holds `on`. */
export const periodsUpTo = (kind: PeriodKind, on: Day, count: number): Period[] =>
  Array.from({ length: count }, (_, n) => shiftPeriod(periodOf(kind, on), n + 1 - count))

/** Today in Vietnam. */
export const today = (): Day => dayInVietnam(Date.now())

/** The period as it is told, with whether it is over. */
export const toldPeriod = ({ kind, from, to }: Period) => ({ kind, from, to, complete: to < today() })
