import { expect, test } from 'vitest'
import type { Person, SkillState } from './person.ts'
import { withoutTestsOf, withTest } from './person-skills.ts'

const person = { id: 'p', skills: {} } as unknown as Person
const state = (day: number, level: SkillState['level']): SkillState => ({
  level,
  on: `2026-11-0${day}`,
  by: 'm',
  visitId: `v${day}`,
  at: day,
})
const first = state(1, 'cannot')
const second = state(2, 'with-help')
const third = state(3, 'alone')
const tested = (...tests: SkillState[]) => tests.reduce((one, each) => withTest(one, 'payment', each), person)

test('the newest test stands, in whatever order they arrive', () => {
  expect(tested(second, third, first)).toEqual(tested(first, second, third))
  expect(tested(third, first).skills.payment).toMatchObject({ level: 'alone', visitId: 'v3' })
})

test('a cancelled visit takes back what it tested, and only that', () => {
  const all = tested(first, second, third)
  expect(withoutTestsOf(all, 'v3')).toEqual(tested(first, second))
  expect(withoutTestsOf(all, 'v2')).toEqual(tested(first, third))
  // What was cancelled first never comes back.
  expect(withoutTestsOf(withoutTestsOf(all, 'v2'), 'v3')).toEqual(tested(first))
  expect(withoutTestsOf(tested(first), 'v1').skills).toEqual({})
  expect(withoutTestsOf(all, 'other')).toBe(all)
})

test('a row does not grow without end', () => {
  const many = Array.from({ length: 9 }, (_, day) => state(day + 1, 'alone'))
  expect(tested(...many).skills.payment?.earlier).toHaveLength(5)
})
