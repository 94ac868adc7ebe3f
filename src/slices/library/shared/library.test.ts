import { expect, test } from 'vitest'
import { inSeason } from './library.ts'

test('a season, also over the new year; no season is always', () => {
  const summer = { seasonFrom: '06-01', seasonTo: '08-31' }
  expect(['2026-05-31', '2026-06-01', '2026-08-31', '2026-09-01'].map((day) => inSeason(summer, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
  const tet = { seasonFrom: '12-20', seasonTo: '02-20' }
  expect(['2026-12-25', '2027-01-05', '2026-06-01'].map((day) => inSeason(tet, day))).toEqual([true, true, false])
  expect(inSeason({ seasonFrom: null, seasonTo: null }, '2026-01-01')).toBe(true)
})
