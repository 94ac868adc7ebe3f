import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { personLevels, skillCodes, skillLevels } from '#slices/visits/shared/visit.ts'
import { checkVisit, emptyDraft } from '#slices/visits/shared/visit-rules.ts'
import { withLevel, withNamed, withPeople, withPersonSkill, withSkillToggled } from './visit-draft-changes.ts'

const start = emptyDraft('v', 'door')

test('who is named has what everybody was shown; the counts stay those of everybody', () => {
  const taught = withLevel(withPeople(start, 3), 'payment', 'alone')
  const named = withNamed(withNamed(taught, 'p'), 'q')
  expect(named).toMatchObject({ people: 3, skills: [{ skill: 'payment', level: 'alone', people: 3 }] })
  const apart = withPersonSkill(named, 'p', 'payment', 'cannot')
  expect(apart.skills).toEqual([
    { skill: 'payment', level: 'alone', people: 2 },
    { skill: 'payment', level: 'guided', people: 1 },
  ])
  expect(withNamed(apart, 'p').persons?.map(({ personId }) => personId)).toEqual(['q'])
})

test('beside a name no count says who is poor', () => {
  const poor = { ...start, groups: { ...start.groups, poor: 1, elderly: 1 } }
  expect(withNamed(poor, 'p').groups).toEqual({ ...start.groups, elderly: 1 })
})

test('whatever is tapped, in whatever order: the visit can be saved', () => {
  const skill = fc.constantFrom(...skillCodes)
  const person = fc.constantFrom('p', 'q', 'r')
  const tap = fc.oneof(
    fc.record({ tap: fc.constant('people' as const), people: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ tap: fc.constant('skill' as const), skill }),
    fc.record({ tap: fc.constant('level' as const), skill, level: fc.constantFrom(...skillLevels) }),
    fc.record({ tap: fc.constant('name' as const), person }),
    fc.record({ tap: fc.constant('of one' as const), person, skill, level: fc.constantFrom(...personLevels) }),
  )
  fc.assert(
    fc.property(fc.array(tap, { maxLength: 25 }), (taps) => {
      const draft = taps.reduce((now, one) => {
        if (one.tap === 'people') return withPeople(now, one.people)
        if (one.tap === 'skill') return withSkillToggled(now, one.skill)
        const known = now.persons?.some(({ personId }) => 'person' in one && personId === one.person)
        if (one.tap === 'name') return withNamed(now, one.person)
        if (one.tap === 'level') return withLevel(now, one.skill, one.level)
        const chosen = now.skills.some((entry) => entry.skill === one.skill)
        return known && chosen ? withPersonSkill(now, one.person, one.skill, one.level) : now
      }, start)
      expect(checkVisit(draft)).toEqual([])
    }),
  )
})
