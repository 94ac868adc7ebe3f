import * as z from 'zod/mini'
import { type FieldChange, fieldOf, sameValue, withField } from '#platform/shared/edit.ts'
import { fieldProblems } from '#platform/shared/field-problems.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { criterionValue } from './household.ts'
import { type Consent, type Person, type Purpose, personFields } from './person.ts'

/** What is wrong with the changed fields of an edit: fields that do not exist, values that they cannot hold. */
export const checkPersonChanges = (changes: Record<string, FieldChange>): FieldProblem[] =>
  Object.entries(changes).flatMap(([field, change]) => {
    const schema = schemaOf(field)
    if (!schema) return [noSuchField(field)]
    const result = z.safeParse(schema, change.new ?? null)
    return result.success ? [] : fieldProblems(result.error.issues, change.new, field)
  })

const schemaOf = (field: string): z.core.$ZodType | undefined =>
  field.startsWith('criteria.')
    ? criterionValue
    : Object.hasOwn(personFields, field)
      ? personFields[field as keyof typeof personFields]
      : undefined

const noSuchField = (path: string): FieldProblem => ({
  path,
  vi: 'Mục này không có hoặc không sửa được.',
  en: 'There is no such field, or it cannot be edited.',
})

/** Did the person say yes to this purpose, and not take it back? */
export const hasConsent = (person: Pick<Person, 'consent'>, purpose: Purpose): boolean =>
  person.consent.some((one) => one.purpose === purpose && one.given)

/** The consents with one of them said anew. */
export const withConsent = (consents: readonly Consent[], said: Consent): Consent[] => [
  ...consents.filter(({ purpose }) => purpose !== said.purpose),
  said,
]

const single = ['birthYear', 'sex', 'phone', 'relation', 'vneidSaidOn'] as const

/** What the kept row lacks and the other has, by field. */
export const blanksFilledBy = (kept: Person, other: Person): Record<string, unknown> => {
  const keys = (of: 'criteria' | 'skills') => Object.keys(other[of]).map((key) => `${of}.${key}`)
  const fields = [...single, ...keys('criteria'), ...keys('skills')]
  const missing = fields.filter((field) => fieldOf(kept, field) === null && fieldOf(other, field) !== null)
  return Object.fromEntries(missing.map((field) => [field, fieldOf(other, field)]))
}

/** The row with these fields set. */
export const withFields = (person: Person, fields: Record<string, unknown>): Person =>
  Object.entries(fields).reduce((row, [field, value]) => withField(row, field, value), person)

/** The row without what it took over, where nobody has changed it since. */
export const givenBack = (kept: Person, took: Record<string, unknown>): Person => {
  const still = Object.entries(took).filter(([field, value]) => sameValue(fieldOf(kept, field), value))
  return withoutEmptyKeys(withFields(kept, Object.fromEntries(still.map(([field]) => [field, null]))))
}

/** null under a key means "nobody looked", which a row says by having no such key. */
export const withoutEmptyKeys = (person: Person): Person => ({
  ...person,
  criteria: nonNull(person.criteria),
  skills: nonNull(person.skills),
})

const nonNull = <Value>(record: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
