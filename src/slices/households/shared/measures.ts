import { changeOf, type MeasureDelta } from '#platform/shared/measures.ts'
import type { Household } from './household.ts'

/**
 * What a door adds to the stock `doors` of the team that holds it: from the day it was found until it was closed. A door
 * that moves to another team counts there as if it had always been theirs: the doors of a team are those it holds.
 */
export const householdMeasures = (door: Household): MeasureDelta[] => [
  { teamId: door.teamId, day: door.createdOn, stocks: { doors: 1 } },
  ...(door.closedOn ? [{ teamId: door.teamId, day: door.closedOn, stocks: { doors: -1 } }] : []),
]

/** What a write to a door changes in the figures. */
export const householdDeltas = (before: Household | undefined, after: Household | undefined): MeasureDelta[] =>
  changeOf(householdMeasures, before, after)
