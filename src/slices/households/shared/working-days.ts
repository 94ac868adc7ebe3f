import { addDays, type Day } from '#platform/shared/dates.ts'

/** A day that is not as the week says: free though a working day, or worked though free. */
export interface CalendarDay {
  day: Day
  /** The same day of every year from this one on. */
  yearly: boolean
  works: boolean
}

/** Working days in which a request of a person must be answered (Law 91/2025 and Decree 356/2025). */
export const answerWithinDays = 2

/** Do offices work on the day? */
export const isWorkingDay = (day: Day, entered: readonly CalendarDay[]): boolean => {
  const kind = kindOf(day, entered)
  return kind === 'worked' || (kind === 'plain' && !isSubstitute(day, entered))
}

/** The last day of a term of so many working days; the day from which it runs does not count. */
export const afterWorkingDays = (from: Day, days: number, entered: readonly CalendarDay[]): Day => {
  let day = from
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, entered)) left -= 1
  }
  return day
}

/** A day of a year that is not as the week says; `of`: the day of the entry it follows from. */
export interface DayOfYear<Entry> {
  day: Day
  kind: 'free' | 'worked' | 'substitute'
  /** Missing for a substitute: it follows from the law. */
  entry: Entry | null
}

/** What the calendar of one year holds, in order: what was entered for it, what returns each year, and the substitutes. */
export const calendarOfYear = <Entry extends CalendarDay>(
  year: number,
  entered: readonly Entry[],
): DayOfYear<Entry>[] => {
  const days: DayOfYear<Entry>[] = []
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    const entry = onceOn(day, entered) ?? yearlyOn(day, entered) ?? null
    if (entry) days.push({ day, kind: entry.works ? 'worked' : 'free', entry })
    else if (kindOf(day, entered) === 'plain' && isSubstitute(day, entered))
      days.push({ day, kind: 'substitute', entry: null })
  }
  return days
}

type Kind = 'plain' | 'weekend' | 'holiday' | 'lost-holiday' | 'free' | 'worked'

// What was entered for this very day goes first; a yearly holiday on a weekend is lost and made up for later.
const kindOf = (day: Day, entered: readonly CalendarDay[]): Kind => {
  const once = onceOn(day, entered)
  if (once) return once.works ? 'worked' : 'free'
  const yearly = yearlyOn(day, entered) !== undefined
  if (isWeekend(day)) return yearly ? 'lost-holiday' : 'weekend'
  return yearly ? 'holiday' : 'plain'
}

/** Longer than any run of free days: a lost holiday is made up for within it. */
const lookBackDays = 14

// Labour Code 45/2019, article 111: a public holiday on a weekly day off is made up for on the next working day.
const isSubstitute = (day: Day, entered: readonly CalendarDay[]): boolean => {
  let owed = 0
  for (let back = lookBackDays; back > 0; back -= 1) {
    const kind = kindOf(addDays(day, -back), entered)
    if (kind === 'lost-holiday') owed += 1
    if (kind === 'plain' && owed > 0) owed -= 1
  }
  return owed > 0
}

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

const onceOn = <Entry extends CalendarDay>(day: Day, entered: readonly Entry[]): Entry | undefined =>
  entered.find((one) => !one.yearly && one.day === day)

const yearlyOn = <Entry extends CalendarDay>(day: Day, entered: readonly Entry[]): Entry | undefined =>
  entered.find((one) => one.yearly && one.day <= day && one.day.slice(5) === day.slice(5))
