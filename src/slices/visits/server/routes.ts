import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { conflictsRoute, doorHistoryRoute, doorsRoute, placeConflictsRoute, teamVisitsRoute } from '../shared/office.ts'
import { doorOf, listDoors } from './doors.queries.ts'
import { photosAtDoor } from './photos/photos.queries.ts'
import { conflictsInPlace, eventsOfDoor, listVisits, openConflicts, visitsAtDoor } from './visits.queries.ts'

/** What offices of the commune read of doors and visits; each look is a line in the audit (`reads` of the declarations). */
export const visitsRoutes: Implementation[] = [
  implement(doorsRoute, ({ trx, params, query }) => listDoors(trx, params.teamId, query)),
  implement(teamVisitsRoute, ({ trx, params, query }) => listVisits(trx, params.teamId, query)),
  implement(doorHistoryRoute, async ({ trx, params }) => {
    const door = await doorOf(trx, params.teamId, params.doorId)
    if (!door) throw new Problem(notFound)
    return {
      door,
      visits: await visitsAtDoor(trx, door.id),
      photos: await photosAtDoor(trx, door.id),
      events: await eventsOfDoor(trx, door.id),
    }
  }),
  implement(placeConflictsRoute, async ({ trx, params }) => ({
    conflicts: await conflictsInPlace(trx, params.placeId),
  })),
  implement(conflictsRoute, async ({ trx, params }) => ({ conflicts: await openConflicts(trx, params.teamId) })),
]
