import { expect, test } from 'vitest'
import { afterWorkingDays, isWorkingDay } from './working-days.ts'

test('two working days after a Thursday is Monday; the day of asking does not count', () => {
  expect(afterWorkingDays('2026-11-19', 2, [])).toBe('2026-11-23')
  expect(afterWorkingDays('2026-11-21', 2, [])).toBe('2026-11-24')
})

test('public holidays are free; a province adds the days of Tết, and Saturdays that are worked instead', () => {
  expect(isWorkingDay('2026-09-02', [])).toBe(false)
  expect(afterWorkingDays('2026-04-29', 2, [])).toBe('2026-05-05')
  const tet = ['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10'].map((day) => ({ day, works: false }))
  expect(afterWorkingDays('2027-02-04', 2, tet)).toBe('2027-02-12')
  expect(afterWorkingDays('2027-02-04', 2, [...tet, { day: '2027-02-06', works: true }])).toBe('2027-02-11')
})
