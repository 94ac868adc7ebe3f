import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { conflictsRoute, doorHistoryRoute, doorsRoute, teamVisitsRoute } from '../shared/office.ts'
import { doorOf, listDoors } from './doors.queries.ts'
import { eventsOfDoor, listVisits, openConflicts, visitsAtDoor } from './visits.queries.ts'

/** What offices of the commune read of doors and visits; each look is a line in the audit log. */
export const visitsRoutes: Implementation[] = [
  implement(doorsRoute, async ({ trx, params, query, audit }) => {
    await audit({
      action: 'household.read',
      teamId: params.teamId,
      details: { page: query.page, searched: query.q !== undefined },
    })
    return listDoors(trx, params.teamId, query)
  }),
  implement(teamVisitsRoute, async ({ trx, params, query, audit }) => {
    await audit({
      action: 'visit.read',
      teamId: params.teamId,
      details: { page: query.page, door: query.door ?? null },
    })
    return listVisits(trx, params.teamId, query)
  }),
  implement(doorHistoryRoute, async ({ trx, params, audit }) => {
    const door = await doorOf(trx, params.teamId, params.doorId)
    if (!door) throw new Problem(notFound)
    await audit({ action: 'household.read', subject: { kind: 'household', id: door.id }, teamId: params.teamId })
    return { door, visits: await visitsAtDoor(trx, door.id), events: await eventsOfDoor(trx, door.id) }
  }),
  implement(conflictsRoute, async ({ trx, params, audit }) => {
    await audit({ action: 'conflict.read', teamId: params.teamId })
    return { conflicts: await openConflicts(trx, params.teamId) }
  }),
]
