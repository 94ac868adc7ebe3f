import { fieldOf, sameValue, withField } from '#platform/shared/edit.ts'
import { changesCheck, ownField } from '#platform/shared/field-changes.ts'
import { criterion } from './household-rules.ts'
import { type Consent, type Person, type Purpose, personFields } from './person.ts'

/** What is wrong with the changed fields of an edit: fields that do not exist, values that they cannot hold. */
export const checkPersonChanges = changesCheck((field) => criterion(field) ?? ownField(personFields, field))

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
