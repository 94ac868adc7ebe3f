import { addDays, type Day } from '#platform/shared/dates.ts'

/** A day that is not as the week says: free though a working day, or worked though free. */
export interface CalendarDay {
  day: Day
  works: boolean
}

// Labour Code 45/2019, article 112, those that stand in the solar calendar. Tết, the kings' day and the second day of the
// National Day are set by the government each year: a province enters them.
const fixed = ['01-01', '04-30', '05-01', '09-02']

/** Do offices work on the day? Saturdays, Sundays and public holidays are free; what a province entered goes first. */
export const isWorkingDay = (day: Day, entered: readonly CalendarDay[]): boolean => {
  const special = entered.find((one) => one.day === day)
  if (special) return special.works
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !fixed.includes(day.slice(5))
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

/** Working days in which a request of a person must be answered (Law 91/2025 and Decree 356/2025). */
export const answerWithinDays = 2
