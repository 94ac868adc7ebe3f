import type { Day } from '#platform/shared/dates.ts'
import { isPresent, type Person } from './person.ts'
import { recognisePerson } from './recognise.ts'
import type { RegisterRule } from './register.ts'

/** Elderly (người cao tuổi): from 60 years on, Law 39/2009/QH12 art. 2. Only the year of birth is known. */
export const elderlyFrom = 60

/** Whom a member looks for; what is null or false asks nothing. */
export interface PeopleFilter {
  elderly: boolean
  /** Code of a criterion that somebody does not meet, or was not asked, though of its age. */
  lacks: string | null
  /** Code of a skill that somebody was seen not to do alone. */
  cannot: string | null
}

export const everybody: PeopleFilter = { elderly: false, lacks: null, cannot: null }

export const asksNothing = ({ elderly, lacks, cannot }: PeopleFilter): boolean => !elderly && !lacks && !cannot

/** Is this somebody who is looked for? Nobody who withdrew, left or was merged is. */
export const isSought = (person: Person, filter: PeopleFilter, rule: RegisterRule, day: Day): boolean =>
  isPresent(person) &&
  (!filter.elderly || isElderly(person, day)) &&
  (!filter.cannot || needsHelp(person, filter.cannot)) &&
  (!filter.lacks || recognisePerson(person, rule, day).missing.includes(filter.lacks))

const isElderly = ({ birthYear }: Person, day: Day): boolean =>
  birthYear !== null && Number(day.slice(0, 4)) - birthYear >= elderlyFrom

const needsHelp = ({ skills }: Person, skill: string): boolean => {
  const level = skills[skill]?.level
  return level === 'cannot' || level === 'with-help'
}
