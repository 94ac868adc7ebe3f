import { expect, test } from 'vitest'
import { checkDraft, checkVisit, checkVisitChanges, checkVisitDays, emptyDraft, handedInOn } from './visit-rules.ts'

const done = emptyDraft('a', 'door')
const paths = (visit: Partial<typeof done>) => checkVisit({ ...done, ...visit }).map(({ path }) => path)

const named = (personId: string, level?: 'cannot' | 'alone' | 'can-teach') => ({
  personId,
  skills: level ? [{ skill: 'payment' as const, level }] : [],
})

test('those named and those counted agree: who cannot was guided, who can teach does it alone', () => {
  const skills = [
    { skill: 'payment' as const, level: 'guided' as const, people: 1 },
    { skill: 'payment' as const, level: 'alone' as const, people: 2 },
  ]
  const persons = [named('p', 'cannot'), named('q', 'can-teach')]
  expect(paths({ people: 3, skills, persons })).toEqual([])
  expect(paths({ people: 2, skills, persons })).toContain('skills')
  expect(paths({ place: 'phone', persons: [] })).toEqual([])
  expect(paths({ place: 'phone', householdId: null })).toEqual([])
})

test('after three days a visit says why it is recorded so late', () => {
  const late = (daysAgo: number, backdateReason: string | null) =>
    checkDraft({ ...done, daysAgo, backdateReason }).map(({ path }) => path)
  expect(late(3, null)).toEqual([])
  expect(late(4, null)).toEqual(['backdateReason'])
  expect(late(4, 'máy hỏng')).toEqual([])
})

test('the commonest visit is right as it stands', () => {
  expect(paths({})).toEqual([])
  expect(checkVisit(emptyDraft('a', null))).toEqual([])
})

test.each<[string, Partial<typeof done>, string[]]>([
  ['a home visit without a door', { householdId: null }, ['householdId']],
  ['a help desk with a door', { place: 'desk' }, ['householdId']],
  [
    'a help desk where nobody was home',
    { place: 'desk', householdId: null, outcome: 'absent', people: 0 },
    ['outcome'],
  ],
  ['guided nobody', { people: 0 }, ['people']],
  ['more elderly than people', { groups: { ...done.groups, elderly: 2 } }, ['groups.elderly']],
  [
    'a skill with more people than there were',
    {
      people: 2,
      skills: [
        { skill: 'payment', level: 'guided', people: 2 },
        { skill: 'payment', level: 'alone', people: 1 },
      ],
    },
    ['skills'],
  ],
  [
    'a skill and level twice',
    {
      people: 2,
      skills: [
        { skill: 'payment', level: 'alone', people: 1 },
        { skill: 'payment', level: 'alone', people: 1 },
      ],
    },
    ['skills'],
  ],
  [
    'a platform twice',
    {
      platforms: [
        { platform: 'vneid', result: 'used', reason: null },
        { platform: 'vneid', result: 'failed', reason: 'no-sim' },
      ],
    },
    ['platforms'],
  ],
  [
    'a reason without a failure',
    { platforms: [{ platform: 'vneid', result: 'used', reason: 'no-sim' }] },
    ['platforms'],
  ],
  ['a group of which nobody says how it was counted', { place: 'group', householdId: null }, ['attendance']],
  ['attendance at a door', { attendance: 'count' }, ['attendance']],
  [
    'a list that is shorter than the number of people',
    { place: 'group', householdId: null, people: 2, attendance: 'list', persons: [{ personId: 'p', skills: [] }] },
    ['people'],
  ],
  ['nobody reached by phone', { place: 'phone', outcome: 'absent', people: 0 }, ['outcome']],
  ['more people named than there were', { persons: [named('p'), named('q')] }, ['persons']],
  ['a count that gives away who is poor', { groups: { ...done.groups, poor: 1 }, persons: [named('p')] }, ['groups']],
  ['a person named twice', { people: 2, persons: [named('p'), named('p')] }, ['persons']],
  ['a named person who is not counted', { persons: [named('p', 'alone')] }, ['skills']],
  [
    'counts of nobody where all are named',
    { persons: [named('p')], skills: [{ skill: 'payment', level: 'alone', people: 1 }] },
    ['skills'],
  ],
  ['a team mate twice', { members: ['m', 'm'] }, ['members']],
  [
    'a step twice',
    { platforms: [{ platform: 'vneid', result: 'installed', reason: null, steps: ['install', 'install'] }] },
    ['platforms'],
  ],
  ['people named where nobody was met', { outcome: 'absent', people: 0, persons: [named('p')] }, ['outcome']],
  ['a topic twice', { topics: ['scam', 'scam'] }, ['topics']],
  [
    'skills taught to nobody',
    { outcome: 'absent', people: 0, skills: [{ skill: 'payment', level: 'alone', people: 1 }] },
    ['outcome'],
  ],
  ['people at a refused door', { outcome: 'refused', people: 1 }, ['outcome']],
])('%s is told', (_name, visit, expected) => {
  expect(paths(visit)).toEqual(expected)
})

test('nobody home, with a difficulty and a day to come again, is right', () => {
  expect(paths({ outcome: 'absent', people: 0, difficulty: { kind: 'other', text: null }, followUpInDays: 3 })).toEqual(
    [],
  )
})

test('an edit names fields that exist and values they can hold', () => {
  const wrong = checkVisitChanges({
    people: { old: 1, new: 501 },
    'groups.elderly': { old: 0, new: -1 },
    'groups.rich': { old: 0, new: 1 },
    doneByTeamId: { old: 'a', new: 'b' },
    toString: { old: 0, new: 1 },
    day: { old: '2026-01-01', new: '2026-02-31' },
    note: { old: null, new: '' },
  })
  expect(wrong.map(({ path }) => path)).toEqual([
    'people',
    'groups.elderly',
    'groups.rich',
    'doneByTeamId',
    'toString',
    'day',
    'note',
  ])
  expect(checkVisitChanges({ people: { old: 1, new: 5 }, followUpOn: { old: null, new: '2026-12-01' } })).toEqual([])
})

test('handed in again days later, a visit took place on the day on which it did, and says why it comes so late', () => {
  const draft = { ...emptyDraft('a', null), daysAgo: 1, followUpInDays: 3 }
  expect(handedInOn(draft, '2026-11-20', '2026-11-22')).toEqual({ ...draft, daysAgo: 3 })
  expect(handedInOn(draft, '2026-11-22', '2026-11-22')).toEqual(draft)
  // The phone that made it had a calendar of the future.
  expect(handedInOn(draft, '2026-12-22', '2026-11-22')).toEqual(draft)
  expect(checkDraft(handedInOn(draft, '2026-11-19', '2026-11-22')).map(({ path }) => path)).toEqual(['backdateReason'])
})

test('days that nobody can have meant', () => {
  const problem = (day: string, followUpOn: string | null) => checkVisitDays({ day, followUpOn }, '2026-11-22')[0]?.path
  expect(problem('2026-11-22', null)).toBeUndefined()
  expect(problem('2025-01-01', null)).toBe('day')
  expect(problem('2026-11-20', '2026-11-20')).toBe('followUpOn')
  expect(problem('2026-11-20', '2028-01-01')).toBe('followUpOn')
})
