import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marginOf, usualSampleSize, wilsonInterval } from './wilson.ts'

// Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17, 1998, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i as in the published table', (found, of, low, high) => {
  const interval = wilsonInterval(found / of, of)
  expect(interval.low).toBeCloseTo(low, 4)
  expect(interval.high).toBeCloseTo(high, 4)
})

const share = fc.tuple(fc.nat(500), fc.nat(500)).filter(([yes, no]) => yes + no > 0)

test('the share lies inside, the bounds between 0 and 1, and yes and no are mirrors of each other', () => {
  fc.assert(
    fc.property(share, ([yes, no]) => {
      const n = yes + no
      const { low, high } = wilsonInterval(yes / n, n)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect(low).toBeLessThanOrEqual(yes / n)
      expect(high).toBeGreaterThanOrEqual(yes / n)
      const mirror = wilsonInterval(no / n, n)
      expect(mirror.low).toBeCloseTo(1 - high, 10)
      expect(mirror.high).toBeCloseTo(1 - low, 10)
    }),
  )
})

test('more answers of the same kind say more', () => {
  fc.assert(
    fc.property(share, fc.integer({ min: 2, max: 50 }), ([yes, no], times) => {
      const width = (n: number) => {
        const { low, high } = wilsonInterval(yes / (yes + no), n)
        return high - low
      }
      expect(width((yes + no) * times)).toBeLessThan(width(yes + no))
    }),
  )
})

test('it holds the truth in about 95 of 100 samples, exactly computed over all samples of 30', () => {
  const holding = (p: number, n: number): number => {
    let probability = (1 - p) ** n
    let sum = 0
    for (let yes = 0; yes <= n; yes++) {
      const { low, high } = wilsonInterval(yes / n, n)
      if (low <= p && p <= high) sum += probability
      probability *= ((n - yes) / (yes + 1)) * (p / (1 - p))
    }
    return sum
  }
  const shares = Array.from({ length: 46 }, (_, n) => 0.5 + n / 100)
  const mean = shares.reduce((sum, p) => sum + holding(p, 30), 0) / shares.length
  expect(mean).toBeGreaterThan(0.94)
  expect(mean).toBeLessThan(0.965)
})

test('the usual sample tells ten points in the worst case; without an answer there is no interval', () => {
  expect(marginOf(usualSampleSize)).toBeCloseTo(0.101, 3)
  expect(() => wilsonInterval(0.5, 0)).toThrow(RangeError)
})
