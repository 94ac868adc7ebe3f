import { expect, test } from 'vitest'
import { readDay } from './day-text.ts'

test('day, month, year, in the ways people type them', () => {
  expect(['5/9/2026', '05/09/2026', ' 05-09-2026 ', '5.9.2026', '05092026'].map(readDay)).toEqual(
    Array.from({ length: 5 }, () => '2026-09-05'),
  )
})

test('what is no date', () => {
  expect(['', '31/02/2026', '2026-09-05', '5/9/26', '13/13/2026', '592026'].map(readDay)).toEqual(
    Array.from({ length: 6 }, () => null),
  )
})
