import { expect, test } from 'vitest'
import { roomOf } from './room.ts'

test.each([
  [{ usage: 0, quota: 40_000_000 }, 'plenty', 10_000],
  [{ usage: 27_900_000, quota: 40_000_000 }, 'plenty', 3_025],
  [{ usage: 28_000_000, quota: 40_000_000 }, 'warn', 3_000],
  [{ usage: 36_000_000, quota: 40_000_000 }, 'records-only', 1_000],
  [{ usage: 50_000_000, quota: 40_000_000 }, 'records-only', 0],
] as const)('%o leaves %s for %i visits', (estimate, level, visitsLeft) => {
  expect(roomOf(estimate)).toMatchObject({ level, visitsLeft })
})

test('a browser that does not say is no reason to refuse anything', () => {
  const unknown = { used: null, level: 'plenty', visitsLeft: null }
  expect([roomOf(null), roomOf({}), roomOf({ usage: 1, quota: 0 })]).toEqual([unknown, unknown, unknown])
})
