import { expect, test } from 'vitest'
import { checkVisit, checkVisitChanges, checkVisitDays, emptyDraft } from './visit-rules.ts'

const done = emptyDraft('a', 'door')
const paths = (visit: Partial<typeof done>) => checkVisit({ ...done, ...visit }).map(({ path }) => path)

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

test('days that nobody can have meant', () => {
  const problem = (day: string, followUpOn: string | null) => checkVisitDays({ day, followUpOn }, '2026-11-22')[0]?.path
  expect(problem('2026-11-22', null)).toBeUndefined()
  expect(problem('2025-01-01', null)).toBe('day')
  expect(problem('2026-11-20', '2026-11-20')).toBe('followUpOn')
  expect(problem('2026-11-20', '2028-01-01')).toBe('followUpOn')
})
