import { expect, test } from 'vitest'
import type { Person } from './person.ts'
import { recognise, recognisePerson } from './recognise.ts'
import { defaultRule } from './register.ts'

const day = '2026-11-22'
const alone = { level: 'alone' as const, on: day, by: null, visitId: null, at: 0 }
const all = Object.fromEntries(defaultRule.skills.map((skill) => [skill, alone]))
const ticked = Object.fromEntries(
  defaultRule.criteria
    .filter(({ of, code }) => of === 'person' && code !== 'basic-skills')
    .map(({ code }) => [code, true]),
)
const nobody = { birthYear: 1980, criteria: {}, skills: {}, restrictedOn: null, leftOn: null, mergedInto: null }
const master = { ...nobody, criteria: ticked, skills: all }
const door = { criteria: { fibre: true }, closedOn: null, mergedInto: null }
const at = (persons: Pick<Person, keyof typeof nobody>[], of = door) => recognise(of, persons, defaultRule, day)

test('all eight, one of them by the skills: recognised, and what is missing is named', () => {
  expect(at([master])).toEqual({ recognised: true, missing: [] })
  expect(at([])).toMatchObject({ recognised: false })
  expect(at([{ ...master, criteria: { ...ticked, 'digital-signature': false } }])).toEqual({
    recognised: false,
    missing: ['digital-signature'],
  })
  expect(at([master], { ...door, criteria: {} as never }).missing).toEqual(['fibre'])
})

test('criteria may be met by several, the skills only by one', () => {
  const { smartphone: _, ...others } = ticked
  expect(
    at([
      { ...master, criteria: others },
      { ...nobody, criteria: { smartphone: true } },
    ]).recognised,
  ).toBe(true)
  const { payment, ...rest } = all
  expect(
    at([
      { ...master, skills: rest },
      { ...nobody, skills: { payment: alone } },
    ]).missing,
  ).toEqual(['basic-skills'])
  expect(at([{ ...master, skills: { ...rest, payment: { ...alone, level: 'can-teach' } } }]).recognised).toBe(true)
  expect(at([{ ...master, skills: { ...rest, payment: { ...alone, level: 'with-help' } } }]).recognised).toBe(false)
  expect(payment).toBe(alone)
})

test('who withdrew, left or was merged counts for nothing, nor does a closed or merged door', () => {
  for (const gone of [{ restrictedOn: day }, { leftOn: day }, { mergedInto: 'x' }])
    expect(at([{ ...master, ...gone }]).recognised).toBe(false)
  expect(at([master], { ...door, closedOn: day as never }).recognised).toBe(false)
  expect(at([master], { ...door, mergedInto: 'x' as never }).recognised).toBe(false)
})

test('children are not asked what is asked from an age on', () => {
  const born = (birthYear: number | null) => ({ ...master, birthYear })
  expect(at([born(2012)]).missing).toEqual(['payment-account', 'digital-signature'])
  expect(at([born(null)]).recognised).toBe(true)
  const { 'digital-signature': _, ...young } = ticked
  expect(recognisePerson({ ...born(2010), criteria: young }, defaultRule, day)).toEqual({
    recognised: true,
    missing: [],
  })
  expect(recognisePerson({ ...born(1990), criteria: young }, defaultRule, day).missing).toEqual(['digital-signature'])
  expect(recognisePerson(born(2020), defaultRule, day).recognised).toBe(false)
  expect(recognisePerson({ ...master, restrictedOn: day }, defaultRule, day).recognised).toBe(false)
})

test('a province’s own rule; the skills are asked also where it does not list them', () => {
  const rule = { version: 3, criteria: [], skills: ['payment'] }
  expect(recognise(door, [nobody], rule, day).missing).toEqual(['basic-skills'])
  expect(recognise(door, [{ ...nobody, skills: { payment: alone } }], rule, day).recognised).toBe(true)
  expect(recognise(door, [nobody], { ...rule, skills: [] }, day).recognised).toBe(true)
})
