import { expect, test } from 'vitest'
import { clockSkew, correctClock } from './clock.ts'
import { dayInVietnam } from './dates.ts'

const received = Date.parse('2026-11-22T10:00:00Z')
const hour = 3_600_000

test.each([
  ['a right clock', '2026-11-22T08:00:00Z', '2026-11-22T10:00:00Z'],
  ['a phone in 1970', '1970-01-01T00:10:00Z', '1970-01-01T02:10:00Z'],
  ['a phone in 2090', '2090-06-01T05:00:00Z', '2090-06-01T07:00:00Z'],
])('%s: two hours old is two hours old', (_name, madeAt, sentAt) => {
  expect(correctClock({ madeAt, sentAt }, received)).toBe(received - 2 * hour)
})

test('the month of Vietnam decides at the end of a month', () => {
  const sent = Date.parse('2026-11-30T17:30:00Z')
  const made = correctClock({ madeAt: '1970-01-01T00:00:00Z', sentAt: '1970-01-01T01:00:00Z' }, sent)
  expect([dayInVietnam(made), dayInVietnam(sent)]).toEqual(['2026-11-30', '2026-12-01'])
})

test('the monotonic clock is a lower bound: it stands still while the phone sleeps', () => {
  const times = { madeAt: '2026-11-22T05:00:00Z', sentAt: '2026-11-22T10:00:00Z' }
  expect(correctClock({ ...times, sinceMs: hour }, received)).toBe(received - 5 * hour)
  expect(correctClock({ ...times, sinceMs: 9 * hour }, received)).toBe(received - 9 * hour)
})

test('a clock that was set in between is not believed', () => {
  const forward = { madeAt: '1970-01-01T00:00:00Z', sentAt: '2026-11-22T10:00:00Z' }
  const back = { madeAt: '2090-01-01T00:00:00Z', sentAt: '2026-11-22T10:00:00Z' }
  expect(correctClock(forward, received)).toBe(received)
  expect(correctClock({ ...back, sinceMs: hour }, received)).toBe(received - hour)
})

test('times that cannot be read are the moment of receiving', () => {
  expect(correctClock({ madeAt: 'hôm qua', sentAt: '', sinceMs: Number.NaN }, received)).toBe(received)
  expect(clockSkew({ madeAt: 'hôm qua', sentAt: '' }, received)).toBeNull()
  expect(clockSkew({ madeAt: '2026-11-22T09:00:00Z', sentAt: '' }, received)).toBe(hour)
})
