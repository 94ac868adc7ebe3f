import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cheatingWays, scoreOf, worldOfCheats } from '../testing/cheats.ts'
import { bounds, contentOf, findPatterns, type PatternCode, type SeenVisit } from './patterns.ts'

const eight = Date.parse('2026-09-07T01:00:00Z')
const minute = 60_000

const visits = (count: number, every: number, more: (n: number) => Partial<SeenVisit> = () => ({})): SeenVisit[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `visit-${n}`,
    memberId: 'member',
    day: '2026-09-07',
    madeAtMs: eight + n * every,
    doorId: `door-${n}`,
    hamletId: 'here',
    done: true,
    content: `${n}`,
    parts: 1,
    ...more(n),
  }))
const found = (list: readonly SeenVisit[]): PatternCode[] => findPatterns(list).map(({ pattern }) => pattern)

test('too many in an hour: one more than can be walked, counted over any hour', () => {
  expect(found(visits(bounds.perHour, 2 * minute))).toEqual([])
  expect(found(visits(bounds.perHour + 1, 2 * minute))).toEqual(['too-many'])
  expect(found(visits(60, 4 * minute))).toEqual([])
})

test('all in the same minute', () => {
  expect(found(visits(bounds.perMinute, 15_000))).toEqual(['same-minute'])
  expect(found(visits(bounds.perMinute, 20_000))).toEqual([])
})

test('identical: much ticked, always the same, at nearly all doors; a campaign with one tick is none', () => {
  const same = (parts: number) => () => ({ content: 'same', parts })
  expect(found(visits(bounds.identicalDoors, 10 * minute, same(4)))).toEqual(['identical'])
  expect(found(visits(bounds.identicalDoors, 10 * minute, same(1)))).toEqual([])
  const half = visits(12, 10 * minute, (n) => (n % 2 ? { content: 'same', parts: 4 } : {}))
  expect(found(half)).toEqual([])
  const oneDoor = visits(8, 10 * minute, () => ({ content: 'same', parts: 4, doorId: 'door' }))
  expect(found(oneDoor)).toEqual([])
})

test('at night, on the very day; yesterday’s walk written down after midnight is none', () => {
  const at = (time: string, day: string) => () => ({ madeAtMs: Date.parse(`2026-09-07T${time}+07:00`), day })
  expect(found(visits(3, 0, at('02:00:00', '2026-09-07')))).toEqual(['night'])
  expect(found(visits(3, 0, at('02:00:00', '2026-09-06')))).toEqual([])
  expect(found(visits(3, 0, at('22:59:00', '2026-09-07')))).toEqual([])
  expect(found(visits(2, 0, at('02:00:00', '2026-09-07')))).toEqual([])
})

test('back and forth between two hamlets within minutes; one after the other is a walk', () => {
  const hop = visits(4, minute, (n) => ({ hamletId: n % 2 ? 'there' : 'here' }))
  expect(found(hop)).toEqual(['two-hamlets'])
  expect(found(visits(4, minute, (n) => ({ hamletId: n > 1 ? 'there' : 'here' })))).toEqual([])
  expect(found(visits(4, 10 * minute, (n) => ({ hamletId: n % 2 ? 'there' : 'here' })))).toEqual([])
})

test('help desks and closed doors are not looked at, and members not mixed', () => {
  expect(found(visits(60, 10_000, () => ({ doorId: null })))).toEqual([])
  expect(found(visits(60, 10_000, () => ({ done: false })))).toEqual([])
  expect(found(visits(12, 10_000, (n) => ({ memberId: `member-${n}` })))).toEqual([])
})

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

test('content is the same however it was ticked', () => {
  const visit = {
    people: 2,
    groups: { elderly: 1, women: 0 },
    skills: [{ skill: 'payment', level: 'alone', people: 1 }],
    topics: ['scam', 'plan'],
    platforms: [{ platform: 'vneid', result: 'installed' }],
    difficulty: { kind: 'no-sim' },
  }
  expect(contentOf(visit)).toEqual(contentOf({ ...visit, topics: ['plan', 'scam'], groups: { women: 0, elderly: 1 } }))
  expect(contentOf(visit).parts).toBe(6)
  expect(contentOf({ ...visit, people: 3 })).not.toEqual(contentOf(visit))
})

test('seeded cheats are found, honest teams are not', () => {
  for (const seed of [1, 2, 3]) {
    const world = worldOfCheats(seed, 40, 30)
    const findings = findPatterns(world.visits)
    const { precision, recall, cheating } = scoreOf(world, findings)
    expect(cheating).toBeGreaterThan(100)
    expect(precision).toBeGreaterThan(0.95)
    expect(recall).toBeGreaterThan(0.65)
    // Every kind of cheat but the careful one, which looks like a walk.
    for (const way of cheatingWays.filter((one) => one !== 'careful'))
      expect(scoreOf(world, findings, way).recall, `${way} ${seed}`).toBeGreaterThan(0.8)
    expect(scoreOf(world, findings, 'careful').recall).toBeLessThan(0.2)
  }
})
