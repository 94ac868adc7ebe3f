import { sql, type Transaction } from 'kysely'
import { type Implementation, implement } from '#platform/server/endpoint.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { type DuplicatePair, type DuplicateSide, duplicatesRoute, pairsMost } from '../../../shared/duplicate-routes.ts'
import {
  type DismissedDuplicate,
  type DuplicateProposal,
  proposeDoorDuplicates,
  proposeDuplicates,
} from '../../../shared/duplicates.ts'
import type { Household } from '../../../shared/household.ts'
import type { Person } from '../../../shared/person.ts'
import { isOn } from '../../../shared/register.ts'
import { duplicateStore } from '../../register-stores.ts'
import { doorsOfTeam, personsOfTeam, registerOfTeam } from './team-doors.ts'

type Trx = Transaction<Database>

/** What may be twice in a team's lists, as its phones propose it. Between teams nothing is: their hamlets differ, and a door that moved is moved. */
export const duplicateRoutes: Implementation[] = [
  implement(duplicatesRoute, ({ trx, params }) => duplicatesOf(trx, params.teamId)),
]

const duplicatesOf = async (trx: Trx, teamId: Id): Promise<OutputOf<typeof duplicatesRoute>> => {
  const { doors } = await doorsOfTeam(trx, teamId)
  const persons = isOn(await registerOfTeam(trx, teamId)) ? await personsOfTeam(trx, teamId) : []
  const dismissed = await dismissedOf(trx, teamId)
  const doorById = new Map(doors.map((door) => [door.id, door]))
  const personById = new Map(persons.map((person) => [person.id, person]))
  const sideOf = (id: Id) => sideOfDoor(doorById.get(id)) ?? sideOfPerson(personById.get(id), doorById)
  const pairs = [
    ...proposeDoorDuplicates(doors, dismissed).flatMap((one) => pairOf('household', one, sideOf)),
    ...proposeDuplicates(persons, doors, dismissed).flatMap((one) => pairOf('person', one, sideOf)),
  ]
  return { pairs: pairs.slice(0, pairsMost), total: pairs.length }
}

const dismissedOf = async (trx: Trx, teamId: Id): Promise<DismissedDuplicate[]> => {
  const { rows } = await sql<{ row: DismissedDuplicate }>`
    select ${duplicateStore.json} as row from ${duplicateStore.from} where t.team_id = ${teamId}`.execute(trx)
  return rows.map(({ row }) => row)
}

const pairOf = (
  kind: DuplicatePair['kind'],
  { id, a, b, why }: DuplicateProposal,
  sideOf: (id: Id) => DuplicateSide | null,
): DuplicatePair[] => {
  const sides = [sideOf(a), sideOf(b)]
  return sides[0] && sides[1] ? [{ id, kind, why, sides: [sides[0], sides[1]] }] : []
}

const sideOfDoor = (door: Household | undefined): DuplicateSide | null =>
  door ? { id: door.id, createdOn: door.createdOn, door: asDoor(door), person: null } : null

const sideOfPerson = (person: Person | undefined, doors: ReadonlyMap<Id, Household>): DuplicateSide | null => {
  const door = person && doors.get(person.householdId)
  return door ? { id: person.id, createdOn: person.createdOn, door: asDoor(door), person } : null
}

const asDoor = ({ id, number, alley, label, kind, note }: Household): DuplicateSide['door'] => ({
  ...{ id, number, alley, label, kind, note },
})
