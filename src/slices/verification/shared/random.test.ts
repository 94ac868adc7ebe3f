import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromState, largestSeed, seededRandom } from './random.ts'

test('the numbers of the generator are those of its authors', () => {
  const random = fromState([1, 2, 3, 4])
  // First outputs of xoshiro128** 1.1 from this state, as in the tests of rand_xoshiro.
  const expected = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804]
  expect(expected.map(() => random.next())).toEqual(expected)
})

test('a seed repeats itself, and its neighbour is another', () => {
  const first = (seed: number) => Array.from({ length: 5 }, seededRandom(seed).next)
  expect(first(2026)).toEqual(first(2026))
  expect(first(2026)).not.toEqual(first(2027))
  expect(first(0)).not.toEqual(first(largestSeed))
})

test('numbers below a bound stay below it, and all of them come about equally often', () => {
  fc.assert(
    fc.property(fc.nat(largestSeed), fc.integer({ min: 1, max: 1_000_000 }), (seed, count) => {
      const value = seededRandom(seed).below(count)
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThan(count)
    }),
  )
  const random = seededRandom(7)
  const seen = new Array<number>(10).fill(0)
  for (let n = 0; n < 10_000; n++) {
    const value = random.below(10)
    seen[value] = (seen[value] ?? 0) + 1
  }
  // Chi square with 9 degrees of freedom: above 27.9 once in a thousand seeds; this seed is fixed.
  expect(seen.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(27.9)
})
