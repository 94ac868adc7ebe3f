import { expect, test } from 'vitest'
import { afterWorkingDays, type CalendarDay, calendarOfYear, isWorkingDay } from './working-days.ts'

const yearly = ['01-01', '04-30', '05-01', '09-02'].map(
  (day): CalendarDay => ({ day: `2021-${day}`, yearly: true, works: false }),
)
const free = (day: string): CalendarDay => ({ day, yearly: false, works: false })

test('two working days after a Thursday is Monday; the day of asking does not count', () => {
  expect(afterWorkingDays('2026-11-19', 2, [])).toBe('2026-11-23')
  expect(afterWorkingDays('2026-11-21', 2, [])).toBe('2026-11-24')
})

test('yearly holidays are free from their first year on', () => {
  expect(isWorkingDay('2026-09-02', yearly)).toBe(false)
  expect(isWorkingDay('2026-09-02', [])).toBe(true)
  expect(isWorkingDay('2020-09-02', yearly)).toBe(true)
  expect(afterWorkingDays('2026-04-29', 2, yearly)).toBe('2026-05-05')
})

test('days of Tết are entered each year, and Saturdays that are worked instead', () => {
  const tet = ['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10'].map(free)
  expect(afterWorkingDays('2027-02-04', 2, tet)).toBe('2027-02-12')
  const worked = { day: '2027-02-06', yearly: false, works: true }
  expect(afterWorkingDays('2027-02-04', 2, [...tet, worked])).toBe('2027-02-11')
})

test('a yearly holiday on a weekend is made up for on the next working day, however long the run', () => {
  // The first of May 2027 is a Saturday; in 2028 the thirtieth of April is a Sunday, with a holiday after it.
  expect([isWorkingDay('2027-05-03', yearly), isWorkingDay('2027-05-04', yearly)]).toEqual([false, true])
  expect([isWorkingDay('2028-05-02', yearly), isWorkingDay('2028-05-03', yearly)]).toEqual([false, true])
  // Both on a weekend: two days.
  expect(['2033-05-02', '2033-05-03', '2033-05-04'].map((day) => isWorkingDay(day, yearly))).toEqual([
    false,
    false,
    true,
  ])
  // What was announced for the day goes first: the substitute then is the day after it.
  const worked = { day: '2027-05-03', yearly: false, works: true }
  expect(isWorkingDay('2027-05-03', [...yearly, worked])).toBe(true)
})

test('the calendar of a year says every day that is not as the week says, and why', () => {
  const worked = { day: '2027-03-06', yearly: false, works: true }
  const days = calendarOfYear(2027, [...yearly, free('2027-02-08'), free('2026-02-17'), worked])
  expect(days.map(({ day, kind }) => `${day} ${kind}`)).toEqual([
    '2027-01-01 free',
    '2027-02-08 free',
    '2027-03-06 worked',
    '2027-04-30 free',
    '2027-05-01 free',
    '2027-05-03 substitute',
    '2027-09-02 free',
  ])
  expect(days[0]?.entry?.day).toBe('2021-01-01')
})
