import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPatterns } from '../shared/patterns.ts'
import { cheatingWays, scoreOf, worldOfCheats } from './cheats.ts'

test('whatever the order in which visits arrive, the same is found', () => {
  const { visits: list } = worldOfCheats(5, 6, 10)
  const expected = findPatterns(list)
  expect(expected.length).toBeGreaterThan(0)
  const key = ({ pattern, memberId, day }: (typeof expected)[number]) => `${pattern} ${memberId} ${day}`
  const sorted = (of: typeof expected) => [...of].sort((a, b) => (key(a) < key(b) ? -1 : 1))
  fc.assert(
    fc.property(fc.shuffledSubarray(list, { minLength: list.length }), (shuffled) => {
      expect(sorted(findPatterns(shuffled))).toEqual(sorted(expected))
    }),
    { numRuns: 20 },
  )
})

test('seeded cheats are found, honest teams are not', () => {
  for (const seed of [1, 2, 3]) {
    const world = worldOfCheats(seed, 40, 30)
    const findings = findPatterns(world.visits)
    const { precision, recall, cheating } = scoreOf(world, findings)
    expect(cheating).toBeGreaterThan(100)
    expect(precision).toBeGreaterThan(0.8)
    expect(recall).toBeGreaterThan(0.55)
    // Every kind of cheat but the careful one, which looks like a walk.
    for (const way of cheatingWays.filter((one) => one !== 'careful'))
      expect(scoreOf(world, findings, way).recall, `${way} ${seed}`).toBeGreaterThan(0.4)
    expect(scoreOf(world, findings, 'careful').recall).toBeLessThan(0.2)
  }
})
