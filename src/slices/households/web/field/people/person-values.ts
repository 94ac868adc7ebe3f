import { dayInVietnam } from '#platform/shared/dates.ts'
import type { FieldChange } from '#platform/shared/edit.ts'
import { tidy } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import type { Consent, Mastery, Person, Relation } from '#slices/households/shared/person.ts'
import { phoneOf } from '#slices/households/shared/person.ts'
import type { AddPersonArgs } from '#slices/households/shared/person-commands.ts'

export type { AddPersonArgs } from '#slices/households/shared/person-commands.ts'

/** A person as a form holds them: numbers as they were typed. */
export interface PersonValues {
  name: string | null
  birthYear: string
  sex: Person['sex']
  phone: string
  relation: Relation | null
  criteria: Record<string, boolean>
  skills: Record<string, Mastery>
  /** Says to have been confirmed on VNeID. */
  vneidSaid: boolean
}

export const emptyPerson: PersonValues = {
  name: null,
  birthYear: '',
  sex: null,
  phone: '',
  relation: null,
  criteria: {},
  skills: {},
  vneidSaid: false,
}

/** What was answered at the door; null: not asked yet. Nothing is taken for granted. */
export interface Answers {
  by: Consent['by'] | null
  how: Consent['how'] | null
  register: boolean | null
  contact: boolean | null
}

export const noAnswers: Answers = { by: null, how: null, register: null, contact: null }

/** May the person be written down? */
export const hasAgreed = (answers: Answers): boolean =>
  answers.register === true && answers.by !== null && answers.how !== null

/** The answers as a command carries them; what was not asked is not said. */
export const saidIn = (answers: Answers): AddPersonArgs['consent'] => {
  const { by, how } = answers
  if (!by || !how) return []
  return (['register', 'contact'] as const).flatMap((purpose) => {
    const given = answers[purpose]
    return given === null ? [] : [{ purpose, given, by, how }]
  })
}

/** What is wrong with what was typed, before it is sent; the commands check the rest. */
export const checkPerson = (values: PersonValues, nowMs: number): FieldProblem[] => {
  const year = birthYearOf(values)
  const problems: FieldProblem[] = []
  if (!tidy(values.name ?? '')) problems.push(nameMissing)
  if (values.birthYear && !(year && year >= 1900 && year <= thisYear(nowMs))) problems.push(yearWrong)
  if (values.phone && !phoneOf(values.phone)) problems.push(phoneWrong)
  return problems
}

export const thisYear = (nowMs: number): number => Number(dayInVietnam(nowMs).slice(0, 4))

export const birthYearOf = ({ birthYear }: Pick<PersonValues, 'birthYear'>): number | null =>
  /^\d{4}$/.test(birthYear.trim()) ? Number(birthYear) : null

const nameMissing: FieldProblem = { path: 'name', vi: 'Hãy ghi họ tên.', en: 'Write the name.' }
const yearWrong: FieldProblem = {
  path: 'birthYear',
  vi: 'Năm sinh gồm bốn chữ số, như 1962; không biết thì để trống.',
  en: 'The year of birth has four digits, like 1962; leave it empty if it is not known.',
}
const phoneWrong: FieldProblem = {
  path: 'phone',
  vi: 'Số điện thoại không đúng; viết như 0912 345 678, hoặc để trống.',
  en: 'This is no phone number; write it like 0912 345 678, or leave it empty.',
}

const fieldsOf = (values: PersonValues) => ({
  name: tidy(values.name ?? ''),
  birthYear: birthYearOf(values),
  sex: values.sex,
  phone: values.phone ? phoneOf(values.phone) : null,
  relation: values.relation,
})

/** A draft of somebody who has just been asked: first the answers, then who they are. */
export interface NewPersonDraft {
  id: Id
  answers: Answers
  values: PersonValues
}

/** Under which keys drafts of persons are kept. */
export const newPersonKey = (doorId: Id): string => `person/new/${doorId}`
export const personKey = (id: Id): string => `person/${id}`

/** The form again, filled with what was sent. */
export const asNewPerson = ({ person, consent }: AddPersonArgs): NewPersonDraft => {
  const said = (purpose: Consent['purpose']) => consent.find((one) => one.purpose === purpose)
  return {
    id: person.id,
    answers: {
      by: consent[0]?.by ?? null,
      how: consent[0]?.how ?? null,
      register: said('register')?.given ?? null,
      contact: said('contact')?.given ?? null,
    },
    values: {
      name: person.name,
      birthYear: person.birthYear === null ? '' : String(person.birthYear),
      sex: person.sex,
      phone: person.phone === null ? '' : localPhone(person.phone),
      relation: person.relation,
      criteria: person.criteria,
      skills: person.skills,
      vneidSaid: false,
    },
  }
}

/** The arguments of person.add; the values have been checked. */
export const addArgs = (
  values: PersonValues,
  answers: Answers,
  ids: { register: Id; id: Id; householdId: Id },
): AddPersonArgs => ({
  register: ids.register,
  person: {
    id: ids.id,
    householdId: ids.householdId,
    ...fieldsOf(values),
    criteria: values.criteria,
    skills: values.skills,
  },
  consent: saidIn(answers),
})

/** A person as the form shows them. */
export const valuesOf = (person: Person): PersonValues => ({
  name: person.name,
  birthYear: person.birthYear === null ? '' : String(person.birthYear),
  sex: person.sex,
  phone: person.phone === null ? '' : localPhone(person.phone),
  relation: person.relation,
  criteria: person.criteria,
  skills: {},
  vneidSaid: person.vneidSaidOn !== null,
})

/** '+84912345678' as people write it: '0912 345 678'. */
export const localPhone = (phone: string): string => phone.replace(/^\+84(\d{2,3})(\d{3})(\d{3,4})$/, '0$1 $2 $3')

/** The fields that a person changed in the form, each with what stood there when it was opened. */
export const personChanges = (before: Person, values: PersonValues, nowMs: number): Record<string, FieldChange> => {
  const changes: Record<string, FieldChange> = {}
  const compare = (field: string, was: unknown, is: unknown) => {
    if (was !== is) changes[field] = { old: was, new: is }
  }
  const after = fieldsOf(values)
  for (const field of ['name', 'birthYear', 'sex', 'phone', 'relation'] as const)
    compare(field, before[field], after[field])
  for (const code of new Set([...Object.keys(before.criteria), ...Object.keys(values.criteria)]))
    compare(`criteria.${code}`, before.criteria[code] ?? null, values.criteria[code] ?? null)
  const said = values.vneidSaid ? (before.vneidSaidOn ?? dayInVietnam(nowMs)) : null
  compare('vneidSaidOn', before.vneidSaidOn, said)
  return changes
}
