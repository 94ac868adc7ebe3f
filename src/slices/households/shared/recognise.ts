import type { Day } from '#platform/shared/dates.ts'
import type { Household } from './household.ts'
import { isPresent, type Person } from './person.ts'
import { basicSkills, type Criterion, type RegisterRule } from './register.ts'

/** Whether the rule is met, and the codes of what is missing, in the order of the rule: "còn thiếu: chữ ký số". */
export interface Recognition {
  recognised: boolean
  missing: string[]
}

type RuledDoor = Pick<Household, 'criteria' | 'closedOn' | 'mergedInto'>
type RuledPerson = Pick<Person, 'birthYear' | 'criteria' | 'skills' | 'restrictedOn' | 'leftOn' | 'mergedInto'>

/**
 * Is this a digital household (gia đình số) on `day`, by the province's rule? Each criterion of the household is met;
 * each criterion of persons is met by somebody of its age who lives there; and somebody does all skills of the rule alone
 * (that is the criterion `basic-skills`, asked also where the rule does not list it). Who withdrew does not count.
 *
 * @param persons everybody written down at the door and at doors merged into it
 */
export const recognise = (
  door: RuledDoor,
  persons: readonly RuledPerson[],
  rule: RegisterRule,
  day: Day,
): Recognition => {
  const present = persons.filter(isPresent)
  const missing = asked(rule)
    .filter((criterion) =>
      criterion.of === 'household'
        ? door.criteria[criterion.code] !== true
        : !present.some((person) => isOfAge(person, criterion, day) && meets(person, criterion.code, rule)),
    )
    .map(({ code }) => code)
  return { recognised: missing.length === 0 && present.length > 0 && !door.closedOn && !door.mergedInto, missing }
}

/** Is this a digital citizen (công dân số) on `day`: every criterion of persons of their age is met. */
export const recognisePerson = (person: RuledPerson, rule: RegisterRule, day: Day): Recognition => {
  const criteria = asked(rule).filter((one) => one.of === 'person' && isOfAge(person, one, day))
  const missing = criteria.filter(({ code }) => !meets(person, code, rule)).map(({ code }) => code)
  return { recognised: criteria.length > 0 && missing.length === 0 && isPresent(person), missing }
}

/** Does the person do every skill of the rule without help? */
export const doesAllAlone = (person: Pick<Person, 'skills'>, { skills }: RegisterRule): boolean =>
  skills.every((skill) => {
    const level = person.skills[skill]?.level
    return level === 'alone' || level === 'can-teach'
  })

const asked = ({ criteria, skills }: RegisterRule): readonly Criterion[] =>
  skills.length === 0 || criteria.some(({ code }) => code === basicSkills)
    ? criteria
    : [...criteria, { code: basicSkills, name: '', of: 'person', fromAge: null }]

const meets = (person: RuledPerson, code: string, rule: RegisterRule): boolean =>
  code === basicSkills ? doesAllAlone(person, rule) : person.criteria[code] === true

// By the year, which is all that is known; who told no year counts as old enough.
const isOfAge = ({ birthYear }: RuledPerson, { fromAge }: Criterion, day: Day): boolean =>
  fromAge === null || birthYear === null || Number(day.slice(0, 4)) - birthYear >= fromAge
