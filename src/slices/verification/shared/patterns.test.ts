import { expect, test } from 'vitest'
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
