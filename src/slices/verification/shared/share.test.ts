import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addSums, estimateOf, noSums, type StratumResult, sumsOf, verifiedShare } from './share.ts'
import { wilsonInterval } from './wilson.ts'

const stratum = (population: number, confirmed: number, denied: number, notReached = 0): StratumResult => ({
  population,
  drawn: confirmed + denied + notReached,
  confirmed,
  denied,
  notReached,
})
const shareOf = (...strata: StratumResult[]) => verifiedShare(strata.map(sumsOf).reduce(addSums, noSums))

test('strata weigh as many visits as they have, not as many answers', () => {
  // 100 visits with 9 of 10 confirmed, 300 with 5 of 10: (90 + 150) / 400; effective size 400² / (100²/10 + 300²/10).
  expect(shareOf(stratum(100, 9, 1), stratum(300, 5, 5))).toEqual({ share: 0.6, ...wilsonInterval(0.6, 16) })
})

test('one stratum is the plain share with the plain interval', () => {
  expect(shareOf(stratum(500, 18, 2))).toEqual({ share: 0.9, ...wilsonInterval(0.9, 20) })
})

test('who was not reached is neither confirmed nor denied, and without any answer nothing is known', () => {
  expect(shareOf(stratum(500, 18, 2, 30))).toEqual(shareOf(stratum(500, 18, 2)))
  expect(shareOf(stratum(500, 0, 0, 30))).toBeNull()
  expect(shareOf()).toBeNull()
  // A stratum in which nobody was reached is taken to be like the others.
  expect(shareOf(stratum(100, 9, 1), stratum(900, 0, 0, 5))?.share).toBeCloseTo(0.9)
})

const strata = fc.array(
  fc
    .record({ confirmed: fc.nat(20), denied: fc.nat(20), notReached: fc.nat(20), more: fc.nat(500) })
    .map(({ confirmed, denied, notReached, more }) =>
      stratum(Math.max(1, confirmed + denied + notReached + more), confirmed, denied, notReached),
    ),
  { maxLength: 20 },
)

test('whatever the answers: the share lies inside its bounds, and the interval is no narrower than of so many answers', () => {
  fc.assert(
    fc.property(strata, (list) => {
      const found = shareOf(...list)
      const answers = list.reduce((sum, { confirmed, denied }) => sum + confirmed + denied, 0)
      if (answers === 0) {
        expect(found).toBeNull()
        return
      }
      if (!found) throw new Error('answers, and no share')
      expect(found.low).toBeLessThanOrEqual(found.share)
      expect(found.high).toBeGreaterThanOrEqual(found.share)
      const plain = wilsonInterval(found.share, answers)
      expect(found.high - found.low).toBeGreaterThanOrEqual(plain.high - plain.low - 1e-9)
    }),
  )
})

test('sums of parts are the sums of the whole, in any grouping', () => {
  fc.assert(
    fc.property(strata, strata, (here, there) => {
      const sums = (list: StratumResult[]) => list.map(sumsOf).reduce(addSums, noSums)
      const whole = sums([...here, ...there])
      const parts = addSums(sums(here), sums(there))
      expect(parts.weighted).toBeCloseTo(whole.weighted, 6)
      expect(parts.squares).toBeCloseTo(whole.squares, 5)
      expect({ ...parts, weighted: 0, squares: 0 }).toEqual({ ...whole, weighted: 0, squares: 0 })
    }),
  )
})

test('the estimated true value is whole, between its bounds and at most what was counted', () => {
  expect(estimateOf(1000, { share: 0.9, low: 0.81, high: 0.95 })).toEqual({ value: 900, low: 810, high: 950 })
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(30), fc.integer({ min: 1, max: 30 }), (counted, confirmed, denied) => {
      const share = shareOf(stratum(500, confirmed, denied))
      if (!share) throw new Error('answers, and no share')
      const { value, low, high } = estimateOf(counted, share)
      expect(low).toBeLessThanOrEqual(value)
      expect(value).toBeLessThanOrEqual(high)
      expect(high).toBeLessThanOrEqual(counted)
    }),
  )
})
