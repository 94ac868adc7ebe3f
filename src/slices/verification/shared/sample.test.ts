import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, drawSample, type Stratum } from './sample.ts'

test('a sample is shared out in proportion, with at least one each', () => {
  expect(allocate([100, 300], 40)).toEqual([10, 30])
  expect(allocate([1, 999], 10)).toEqual([1, 9])
  expect(allocate([5, 5, 5], 2)).toEqual([1, 1, 1])
  expect(allocate([2, 3], 50)).toEqual([2, 3])
  expect(allocate([0, 4], 3)).toEqual([0, 3])
  expect(allocate([], 10)).toEqual([])
})

const sizes = fc.array(fc.nat(400), { minLength: 1, maxLength: 40 })

test('whatever the sizes: nothing is lost, nobody left out, no team asked for more than it has', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 500 }), (counts, size) => {
      const given = allocate(counts, size)
      const total = counts.reduce((sum, count) => sum + count, 0)
      const strata = counts.filter((count) => count > 0).length
      expect(given.reduce((sum, count) => sum + count, 0)).toBe(Math.min(total, Math.max(size, strata)))
      counts.forEach((count, n) => {
        expect(given[n]).toBeLessThanOrEqual(count)
        expect(given[n]).toBeGreaterThanOrEqual(Math.min(1, count))
      })
    }),
  )
})

const strataOf = (counts: readonly number[]): Stratum[] =>
  counts.map((count, n) => ({
    team: `team-${String(n).padStart(2, '0')}`,
    visits: Array.from({ length: count }, (_, visit) => `visit-${n}-${String(visit).padStart(3, '0')}`),
  }))

test('the same seed draws the same sample, in whatever order the visits were read', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 200 }), fc.nat(), (counts, size, seed) => {
      const strata = strataOf(counts)
      const drawn = drawSample(strata, size, seed)
      const turned = strata.map(({ team, visits }) => ({ team, visits: [...visits].reverse() })).reverse()
      expect(drawSample(turned, size, seed)).toEqual(drawn)
      for (const { team, visits, population } of drawn) {
        const own = strata.find((stratum) => stratum.team === team)?.visits ?? []
        expect(population).toBe(own.length)
        expect(new Set(visits).size).toBe(visits.length)
        expect(visits.every((visit) => own.includes(visit))).toBe(true)
      }
    }),
  )
})

test('every visit is equally likely to be drawn', () => {
  const seen = new Map<string, number>()
  for (let seed = 0; seed < 4000; seed++)
    for (const visit of drawSample(strataOf([10]), 3, seed)[0]?.visits ?? [])
      seen.set(visit, (seen.get(visit) ?? 0) + 1)
  // Expected 1,200 each with a deviation of 29: five deviations.
  for (const count of seen.values()) expect(Math.abs(count - 1200)).toBeLessThan(145)
  expect(seen.size).toBe(10)
})
