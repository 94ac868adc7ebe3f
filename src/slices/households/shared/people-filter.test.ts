import { expect, test } from 'vitest'
import { asksNothing, everybody, isSought, type PeopleFilter } from './people-filter.ts'
import type { Mastery, Person } from './person.ts'
import { defaultRule } from './register.ts'

const day = '2026-11-22'
const person = (fields: Partial<Person> = {}): Person => ({
  id: 'p',
  teamId: 't',
  householdId: 'd',
  name: 'Nguyễn Thị Hoa',
  birthYear: 1966,
  sex: null,
  phone: null,
  relation: null,
  criteria: {},
  skills: {},
  vneidSaidOn: null,
  consent: [],
  restrictedOn: null,
  leftOn: null,
  mergedInto: null,
  mergeTook: null,
  createdOn: day,
  ...fields,
})
const at = (level: Mastery) => ({ payment: { level, on: day, by: null, visitId: null, at: 0 } })
const sought = (one: Person, filter: Partial<PeopleFilter>) =>
  isSought(one, { ...everybody, ...filter }, defaultRule, day)

test('without a filter everybody who is there', () => {
  expect(asksNothing(everybody)).toBe(true)
  expect(sought(person(), {})).toBe(true)
  for (const gone of [{ restrictedOn: day }, { leftOn: day }, { mergedInto: 'q' }])
    expect(sought(person(gone), {}), JSON.stringify(gone)).toBe(false)
})

test('elderly is from 60 on; who told no year is not counted as old', () => {
  expect(sought(person({ birthYear: 1966 }), { elderly: true })).toBe(true)
  expect(sought(person({ birthYear: 1967 }), { elderly: true })).toBe(false)
  expect(sought(person({ birthYear: null }), { elderly: true })).toBe(false)
})

test('who lacks a criterion: said no or not asked, and old enough for it', () => {
  expect(sought(person(), { lacks: 'digital-signature' })).toBe(true)
  expect(sought(person({ criteria: { 'digital-signature': false } }), { lacks: 'digital-signature' })).toBe(true)
  expect(sought(person({ criteria: { 'digital-signature': true } }), { lacks: 'digital-signature' })).toBe(false)
  expect(sought(person({ birthYear: 2010 }), { lacks: 'digital-signature' })).toBe(false)
})

test('who cannot do a skill alone: asked, and seen not to', () => {
  expect(sought(person(), { cannot: 'payment' })).toBe(false)
  expect(sought(person({ skills: at('cannot') }), { cannot: 'payment' })).toBe(true)
  expect(sought(person({ skills: at('with-help') }), { cannot: 'payment' })).toBe(true)
  expect(sought(person({ skills: at('alone') }), { cannot: 'payment' })).toBe(false)
})
