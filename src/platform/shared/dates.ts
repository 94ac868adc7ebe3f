/** A date without time, 'YYYY-MM-DD', in Vietnam (Asia/Ho_Chi_Minh). Compares and sorts as text. */
export type Day = string

const dayMs = 86_400_000
// Vietnam has kept UTC+7 without summer time since 1975; older offsets never occur in what people record.
const vietnamOffsetMs = 7 * 3_600_000

/** The one function that turns an instant (ms since 1970 UTC) into the reporting day in Vietnam. */
export const dayInVietnam = (instantMs: number): Day => isoDay(instantMs + vietnamOffsetMs)

/** The instant (ms UTC) at which a day begins in Vietnam. */
export const startOfDayMs = (day: Day): number => utcMs(day) - vietnamOffsetMs

/** `day` moved by a number of days (negative: back). */
export const addDays = (day: Day, days: number): Day => isoDay(utcMs(day) + days * dayMs)

/** Days from `from` to `to` (0 when equal, negative when `to` is earlier). */
export const daysBetween = (from: Day, to: Day): number => Math.round((utcMs(to) - utcMs(from)) / dayMs)

/** Does the text name a day that exists (no 31 February)? */
export const isDay = (text: unknown): text is Day =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(utcMs(text)) &&
  isoDay(utcMs(text)) === text

/** First day of the month of `day`: the key of monthly figures. */
export const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`

/** Day of the month, 1 to 31. */
export const dayOfMonth = (day: Day): number => Number(day.slice(8, 10))

/** `month` (any day of it) moved by a number of months; the first day of the result. */
export const addMonths = (month: Day, months: number): Day => {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`
}

export type PeriodKind = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** A calendar period; `to` is its last day. Weeks begin on Monday, as in Vietnam. */
export interface Period {
  kind: PeriodKind
  from: Day
  to: Day
}

/** The calendar period of the given kind that holds `day`. */
export const periodOf = (kind: PeriodKind, day: Day): Period => {
  const from = firstDay(kind, day)
  return { kind, from, to: addDays(nextStart(kind, from), -1) }
}

/** The period `steps` before (negative) or after the given one. */
export const shiftPeriod = (period: Period, steps: number): Period => {
  if (period.kind === 'day') return periodOf('day', addDays(period.from, steps))
  if (period.kind === 'week') return periodOf('week', addDays(period.from, 7 * steps))
  return periodOf(period.kind, addMonths(period.from, monthsIn[period.kind] * steps))
}

const monthsIn = { month: 1, quarter: 3, year: 12 } as const

const firstDay = (kind: PeriodKind, day: Day): Day => {
  if (kind === 'day') return day
  if (kind === 'week') return addDays(day, -((new Date(utcMs(day)).getUTCDay() + 6) % 7))
  if (kind === 'month') return monthOf(day)
  const month = kind === 'year' ? 0 : Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3
  return `${day.slice(0, 4)}-${String(month + 1).padStart(2, '0')}-01`
}

const nextStart = (kind: PeriodKind, from: Day): Day => {
  if (kind === 'day') return addDays(from, 1)
  if (kind === 'week') return addDays(from, 7)
  return addMonths(from, monthsIn[kind])
}

const utcMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const isoDay = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)
