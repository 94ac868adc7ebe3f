import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Person } from '#slices/households/shared/person.ts'
import { personAdd } from '#slices/households/shared/person-commands.ts'
import { checkPersonChanges } from '#slices/households/shared/person-rules.ts'
import {
  type Answers,
  addArgs,
  asNewPerson,
  checkPerson,
  emptyPerson,
  hasAgreed,
  localPhone,
  noAnswers,
  type PersonValues,
  personChanges,
  saidIn,
  valuesOf,
} from './person-values.ts'

const now = Date.parse('2026-11-22T08:00:00Z')
const ids = {
  register: '01890000-0000-7000-8000-000000000001',
  id: '01890000-0000-7000-8000-000000000002',
  householdId: '01890000-0000-7000-8000-000000000003',
}
const yes: Answers = { by: 'self', how: 'spoken', register: true, contact: null }
const hoa: PersonValues = {
  ...emptyPerson,
  name: '  Nguyễn  Thị Hoa ',
  birthYear: '1962',
  phone: '0912 345 678',
  criteria: { vneid: true },
  skills: { payment: 'cannot' },
}
const row: Person = {
  id: ids.id,
  teamId: ids.register,
  householdId: ids.householdId,
  name: 'Nguyễn Thị Hoa',
  birthYear: 1962,
  sex: null,
  phone: '+84912345678',
  relation: 'head',
  criteria: { vneid: true },
  skills: {},
  vneidSaidOn: null,
  consent: [],
  restrictedOn: null,
  leftOn: null,
  mergedInto: null,
  mergeTook: null,
  createdOn: '2026-11-01',
}

test('nobody is written down before somebody said yes, who and how', () => {
  expect(hasAgreed(noAnswers)).toBe(false)
  expect(hasAgreed({ ...yes, by: null })).toBe(false)
  expect(hasAgreed({ ...yes, register: false })).toBe(false)
  expect(hasAgreed(yes)).toBe(true)
})

test('what was not asked is not said', () => {
  expect(saidIn(noAnswers)).toEqual([])
  expect(saidIn(yes).map(({ purpose }) => purpose)).toEqual(['register'])
  expect(saidIn({ ...yes, contact: false })).toContainEqual({
    purpose: 'contact',
    given: false,
    by: 'self',
    how: 'spoken',
  })
})

test('what the form makes is what the command takes', () => {
  const args = addArgs(hoa, yes, ids)
  expect(args.person).toMatchObject({ name: 'Nguyễn Thị Hoa', birthYear: 1962, phone: '+84912345678' })
  expect(z.parse(personAdd.args, args)).toEqual(args)
  const empty = addArgs({ ...emptyPerson, name: 'Hoa' }, yes, ids)
  expect(z.parse(personAdd.args, empty).person).toMatchObject({ birthYear: null, phone: null, relation: null })
})

test('refused work comes back into the form as it was', () => {
  const again = asNewPerson(addArgs(hoa, { ...yes, contact: true }, ids))
  expect(again.answers).toEqual({ ...yes, contact: true })
  expect(addArgs(again.values, again.answers, ids)).toEqual(addArgs(hoa, { ...yes, contact: true }, ids))
})

test('a form without a name, with a year that cannot be, with a number that is none', () => {
  const wrong = (values: Partial<PersonValues>) => checkPerson({ ...hoa, ...values }, now).map(({ path }) => path)
  expect(wrong({})).toEqual([])
  expect(wrong({ name: '  ' })).toEqual(['name'])
  expect(wrong({ birthYear: '62' })).toEqual(['birthYear'])
  expect(wrong({ birthYear: '2027' })).toEqual(['birthYear'])
  expect(wrong({ phone: '0912' })).toEqual(['phone'])
  expect(wrong({ birthYear: '', phone: '' })).toEqual([])
})

test('an edit says the changed fields alone, each with what stood there', () => {
  expect(personChanges(row, valuesOf(row), now)).toEqual({})
  const after = { ...valuesOf(row), phone: '', criteria: { smartphone: false }, vneidSaid: true }
  const changes = personChanges(row, after, now)
  expect(changes).toEqual({
    phone: { old: '+84912345678', new: null },
    'criteria.vneid': { old: true, new: null },
    'criteria.smartphone': { old: null, new: false },
    vneidSaidOn: { old: null, new: '2026-11-22' },
  })
  expect(checkPersonChanges(changes)).toEqual([])
})

test('a number is shown as people write it', () => {
  expect(localPhone('+84912345678')).toBe('0912 345 678')
  expect(localPhone('+842963812345')).toBe('0296 381 2345')
})
