import { expect, test } from 'vitest'
import type { Visit } from '#slices/visits/shared/visit.ts'
import { emptyDraft } from '#slices/visits/shared/visit-rules.ts'
import { cardFigures } from './card-figures.ts'

const visit = (more: Partial<Visit>): Visit => ({
  ...emptyDraft('v', 'door'),
  teamId: 't',
  doneByTeamId: 't',
  day: '2026-11-22',
  madeAt: '2026-11-22T01:00:00.000Z',
  madeBy: 'me',
  followUpOn: null,
  cancelledOn: null,
  cancelReason: null,
  ...more,
})
const day = { team: 't', member: null, from: '2026-11-22', to: '2026-11-22' }

test('a card counts what the team did in its days, doors once, and nothing that was cancelled', () => {
  const visits = [
    visit({ people: 2, skills: [{ skill: 'payment', level: 'alone', people: 2 }] }),
    visit({ people: 1, skills: [{ skill: 'payment', level: 'guided', people: 1 }] }),
    visit({
      place: 'group',
      householdId: null,
      people: 20,
      skills: [{ skill: 'safety', level: 'guided', people: 20 }],
    }),
    visit({ outcome: 'absent', people: 0, householdId: 'other', followUpOn: '2026-11-25' }),
    visit({ cancelledOn: '2026-11-22' }),
    visit({ day: '2026-11-21' }),
    visit({ doneByTeamId: 'neighbours' }),
  ]
  expect(cardFigures(visits, day)).toEqual({
    visits: 4,
    people: 23,
    doors: 1,
    groupSessions: 1,
    skills: [
      { skill: 'safety', people: 20 },
      { skill: 'payment', people: 3 },
    ],
    alone: 2,
    platforms: 0,
    followUps: 1,
    days: 1,
  })
})

test('one’s own work is what one recorded or took part in', () => {
  const visits = [visit({}), visit({ madeBy: 'mate' }), visit({ madeBy: 'mate', members: ['me'] })]
  expect(cardFigures(visits, { ...day, member: 'me' }).visits).toBe(2)
})
