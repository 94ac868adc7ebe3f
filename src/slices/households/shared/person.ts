import * as z from 'zod/mini'
import type { SyncRow } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import { fold, tidy } from '#platform/shared/folding.ts'
import { freeText } from '#platform/shared/free-text.ts'
import type { Id } from '#platform/shared/ids.ts'
import { code, dayText } from '#platform/shared/text.ts'

export const personKind = 'person'

/** How far a skill goes. Not asked is no key at all. */
export const masteryLevels = ['cannot', 'with-help', 'alone', 'can-teach'] as const
export type Mastery = (typeof masteryLevels)[number]

/** The state of one skill: the level of the newest test at the door, its day, who tested, at which visit. */
export interface SkillState {
  level: Mastery
  on: Day
  by: Id | null
  visitId: Id | null
  /** When the test was made (ms UTC): of two tests the later one counts, in whatever order they arrive. */
  at: number
  /** The tests before this one, newest first: what stands again when the visit of this one is cancelled. */
  earlier?: readonly SkillState[]
}

export const purposes = ['register', 'contact'] as const
export const consentGivers = ['self', 'guardian', 'household-head'] as const
export const consentWays = ['spoken', 'signed'] as const
export type Purpose = (typeof purposes)[number]

/** What a person said to one purpose: `register` to be in the register at all, `contact` to be called or written to. */
export interface Consent {
  purpose: Purpose
  given: boolean
  on: Day
  by: (typeof consentGivers)[number]
  how: (typeof consentWays)[number]
  /** The member who asked. */
  takenBy: Id | null
}

export const sexes = ['female', 'male'] as const
export const relations = ['head', 'spouse', 'child', 'parent', 'grandchild', 'sibling', 'other'] as const
export type Relation = (typeof relations)[number]

/**
 * A person in the register of a commune. When `restrictedOn` is set the person withdrew or restricted the use: such a row
 * holds nothing of the person but that (`name` is ''), and use stops.
 */
export interface Person extends SyncRow {
  householdId: Id
  name: string
  birthYear: number | null
  sex: (typeof sexes)[number] | null
  /** E.164, '+84912345678'. */
  phone: string | null
  relation: Relation | null
  /** The province's criteria of persons, by code; absent: not asked. */
  criteria: Record<string, boolean>
  /** By code of the skill; absent: not asked. */
  skills: Record<string, SkillState>
  /** Says to have been confirmed on VNeID: the day on which they said so. */
  vneidSaidOn: Day | null
  /** One per purpose. */
  consent: Consent[]
  restrictedOn: Day | null
  /** No longer lives here. */
  leftOn: Day | null
  mergedInto: Id | null
  /** What a merge took over from this row into the kept one, for its undo. */
  mergeTook: Record<string, unknown> | null
  createdOn: Day
}

// Land lines (area code 2xx and 7 digits) and mobiles of the numbering plan, as libphonenumber 1.13 knows them; its test
// compares the two. Numbers that no person has (machines, hot lines) are none.
const landLine = '2(?:0[3-9]|1[0-689]|2[0-25-9]|[38][2-9]|4[2-8]|5[124-9]|6[0-39]|7[0-7]|9[0-4679])\\d{7}'
const mobile = '(?:(?:3\\d|7[06-9])\\d|5(?:[1689]\\d|2[238]|59)|8(?:[1-8]\\d|9[6-9])|9(?:[0-8]\\d|9[013-9]))\\d{6}'
const nationalNumber = new RegExp(`^(?:${landLine}|${mobile})$`)

/**
 * '0912 345 678', '84912345678' or '+84 (0)912-345-678' as E.164; null when it is no number of this country.
 * libphonenumber says the same and is too large for phones; but nine digits without 0 or 84 may as well be an identity
 * number, so they are none here.
 */
export const phoneOf = (typed: string): string | null => {
  const digits = typed.replace(/[\s().-]/g, '')
  const [, international, local] = /^(?:\+|00)?840?(\d+)$|^0(\d+)$/.exec(digits) ?? []
  const found = international ?? local
  return found && nationalNumber.test(found) ? `+84${found}` : null
}

const phoneText = z.string().check(
  z.regex(/^\+84(?:[35789]\d{8}|2\d{9})$/),
  z.refine((phone) => phone.startsWith('+84') && nationalNumber.test(phone.slice(3)), {
    params: {
      vi: 'Số điện thoại không đúng; viết như 0912 345 678.',
      en: 'This is no phone number; write it like 0912 345 678.',
    },
  }),
)

const personName = freeText(80).check(
  z.minLength(1),
  z.refine((name) => name === tidy(name), {
    params: { vi: 'Họ tên có khoảng trắng thừa.', en: 'The name has blanks too many.' },
  }),
)

/** The fields that people set, each with what it may hold; the key of a criterion is `criteria.<code>`. */
export const personFields = {
  name: personName,
  birthYear: z.nullable(z.int().check(z.gte(1900), z.lte(2100))),
  sex: z.nullable(z.enum(sexes)),
  phone: z.nullable(phoneText),
  relation: z.nullable(z.enum(relations)),
  vneidSaidOn: z.nullable(dayText),
}

export const masteryValue = z.enum(masteryLevels)
export const personCriteria = z.record(code, z.boolean())

/** Is this person to be shown and counted: here, not restricted, not merged into another row? */
export const isPresent = (person: Pick<Person, 'restrictedOn' | 'leftOn' | 'mergedInto'>): boolean =>
  !person.restrictedOn && !person.leftOn && !person.mergedInto

/** What stays of a person for phones when the use was restricted: nothing but that. */
export const withoutContent = (person: Person): Person => ({
  ...person,
  name: '',
  birthYear: null,
  sex: null,
  phone: null,
  relation: null,
  criteria: {},
  skills: {},
  vneidSaidOn: null,
  mergeTook: null,
})

/** What a person is searched by: the name without diacritics. */
export const personSearchText = (person: Pick<Person, 'name'>): string => fold(person.name)
