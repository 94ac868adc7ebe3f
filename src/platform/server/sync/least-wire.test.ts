import { expect, test } from 'vitest'
import { startOfDayMs } from '#platform/shared/dates.ts'
import { oldestWireVersion } from '#platform/shared/wire.ts'
import { requireWire } from './least-wire.ts'

const least = { version: oldestWireVersion + 1, from: '2027-01-15' }
const begins = startOfDayMs(least.from)
const served = (wire: number, nowMs: number, announced: typeof least | null = least) => {
  try {
    requireWire(wire, announced, nowMs)
    return true
  } catch (error) {
    expect(error).toMatchObject({ body: { code: 'wire.too-old', status: 426 } })
    return false
  }
}

test('an older app is served until the day that was announced begins in Vietnam, and no longer', () => {
  expect(served(oldestWireVersion, begins - 1)).toBe(true)
  expect(served(oldestWireVersion, begins)).toBe(false)
  expect(served(oldestWireVersion + 1, begins)).toBe(true)
})

test('without an announcement the oldest version is served; what no server knows any more never is', () => {
  expect(served(oldestWireVersion, begins, null)).toBe(true)
  expect(served(oldestWireVersion - 1, begins - 1)).toBe(false)
})
