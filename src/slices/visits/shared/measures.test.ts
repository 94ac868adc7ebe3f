import { expect, test } from 'vitest'
import { visitDeltas } from './measures.ts'
import type { Visit } from './visit.ts'

const visit: Visit = {
  id: 'v',
  teamId: 'holder',
  doneByTeamId: 'maker',
  householdId: 'door',
  place: 'home',
  day: '2026-11-22',
  madeAt: '2026-11-22T01:00:00.000Z',
  madeBy: 'm',
  outcome: 'done',
  people: 3,
  groups: { elderly: 2, women: 0, poor: 0, minority: 0, disabled: 0 },
  skills: [{ skill: 'payment', level: 'alone', people: 2 }],
  topics: ['scam'],
  platforms: [{ platform: 'vneid', result: 'failed', reason: 'no-sim' }],
  difficulty: null,
  followUpOn: null,
  note: null,
  cancelledOn: null,
  cancelReason: null,
}

test('a visit counts for the team that made it, on its day', () => {
  expect(visitDeltas(undefined, visit)).toEqual([
    {
      teamId: 'maker',
      day: '2026-11-22',
      amounts: {
        visits: 1,
        'visits.done': 1,
        people: 3,
        'people.elderly': 2,
        'skill.payment.alone': 2,
        'topic.scam': 3,
        'platform.failed': 1,
        'platform.vneid.failed': 1,
      },
      subjects: { 'doors.reached': { door: 1 } },
    },
  ])
})

test('a group and a talk on the phone count in people-turns, and reach no door', () => {
  const group = { ...visit, householdId: null, place: 'group', attendance: 'count' } as const
  expect(visitDeltas(undefined, group)[0]).toMatchObject({ amounts: { visits: 1, 'visits.group': 1, people: 3 } })
  const [call] = visitDeltas(undefined, { ...visit, place: 'phone' })
  expect(call).toMatchObject({ amounts: { visits: 1, 'visits.phone': 1, people: 3 } })
  expect(call?.subjects).toBeUndefined()
})

test('cancelling takes away what it counted, moving to another holder changes nothing', () => {
  expect(visitDeltas(visit, { ...visit, cancelledOn: '2026-11-22' })).toMatchObject([
    { amounts: { visits: -1, people: -3 } },
  ])
  expect(visitDeltas(visit, { ...visit, teamId: 'another' })).toEqual([])
})

test('a correction changes the difference only, on both days when the day changes', () => {
  expect(visitDeltas(visit, { ...visit, people: 4 })).toEqual([
    { teamId: 'maker', day: '2026-11-22', amounts: { people: 1, 'topic.scam': 1 } },
  ])
  expect(visitDeltas(visit, { ...visit, day: '2026-11-20' }).map(({ day, amounts }) => [day, amounts?.visits])).toEqual(
    [
      ['2026-11-22', -1],
      ['2026-11-20', 1],
    ],
  )
})
