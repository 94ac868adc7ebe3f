import type { Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { loadRows } from '#platform/server/sync/kinds.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import type { Household } from '../../shared/household.ts'
import type { doorPersonsRoute, PersonInList } from '../../shared/people-routes.ts'
import type { Person } from '../../shared/person.ts'
import { type Recognition, recognise, recognisePerson } from '../../shared/recognise.ts'
import { basicSkills, isOn, type Register, type RegisterRule, ruleOf } from '../../shared/register.ts'
import { registerStore } from '../register-stores.ts'
import { householdStore } from '../sync-kinds.ts'
import { personsAtDoor } from './people.queries.ts'

type Trx = Transaction<Database>

/** The persons of a door, and what is missing for the recognition of door and persons: the same rule as on the phone. */
export const personsWithRecognition = async (
  trx: Trx,
  teamId: Id,
  doorId: Id,
  day: Day,
): Promise<OutputOf<typeof doorPersonsRoute>> => {
  const [door] = (await loadRows(trx, householdStore, [doorId])) as Household[]
  if (door?.teamId !== teamId) throw new Problem(notFound)
  const [register] = (await loadRows(trx, registerStore, [teamId])) as Register[]
  const rule = ruleOf(register)
  const persons = await personsAtDoor(trx, teamId, doorId)
  const { recognised, missing } = recognise(door, persons.map(ruled), rule, day)
  return {
    on: isOn(register),
    recognised,
    missing: named(missing, rule),
    persons: persons.map((person) => withRecognition(person, recognisePerson(ruled(person), rule, day), rule)),
  }
}

// What the rule looks at; when and by whom a skill was tested is of no account there.
const ruled = (person: PersonInList) => ({ ...person, mergedInto: null }) as unknown as Person

const withRecognition = (person: PersonInList, { recognised, missing }: Recognition, rule: RegisterRule) => ({
  ...person,
  recognised,
  missing: named(missing, rule),
})

const named = (codes: readonly string[], { criteria }: RegisterRule) =>
  codes.map((code) => ({
    code,
    criterion: criteria.find((one) => one.code === code)?.name ?? (code === basicSkills ? 'Kỹ năng số cơ bản' : code),
  }))
