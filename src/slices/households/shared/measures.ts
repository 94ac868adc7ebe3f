import { changeOf, type MeasureDelta } from '#platform/shared/measures.ts'
import type { Household } from './household.ts'
import type { Person } from './person.ts'

/**
 * What a door adds to the stock `doors` of the team that holds it: from the day it was found until it was closed. A door
 * that moves to another team counts there as if it had always been theirs: the doors of a team are those it holds. A door
 * that was merged into another one never was one.
 */
export const householdMeasures = (door: Household): MeasureDelta[] =>
  door.mergedInto ? [] : standing(door.teamId, 'doors', door.createdOn, door.closedOn)

export const peopleMeasure = 'register.people'

/**
 * What a person adds to the stock `register.people`: from the day of entering until the first of leaving and restriction;
 * whoever was merged into another row never was one. `register.digital-households` and `register.digital-citizens` are
 * kept by the job of recognition.
 */
export const personMeasures = (person: Person): MeasureDelta[] =>
  person.mergedInto
    ? []
    : standing(person.teamId, peopleMeasure, person.createdOn, earliest(person.leftOn, person.restrictedOn))

/** What a write to a door changes in the figures. */
export const householdDeltas = (before: Household | undefined, after: Household | undefined): MeasureDelta[] =>
  changeOf(householdMeasures, before, after)

/** What a write to a person changes in the figures. */
export const personDeltas = (before: Person | undefined, after: Person | undefined): MeasureDelta[] =>
  changeOf(personMeasures, before, after)

/** One more from a day on, one fewer from another. */
export const standing = (teamId: string, measure: string, from: string, until: string | null): MeasureDelta[] => [
  { teamId, day: from, stocks: { [measure]: 1 } },
  ...(until ? [{ teamId, day: until, stocks: { [measure]: -1 } }] : []),
]

const earliest = (a: string | null, b: string | null): string | null => (a && b ? (a < b ? a : b) : (a ?? b))
