import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import { can, type Path } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { pathOfPlace } from '#slices/places/server/public.ts'
import {
  coverageRoute,
  createTeamRoute,
  dissolveTeamRoute,
  editTeamRoute,
  listMembers,
  listTeams,
  teamRoute,
} from '../shared/routes.ts'
import { coverageOf } from './coverage.queries.ts'
import { refuseAhead, today } from './days.ts'
import { dissolveTeam, editTeam } from './edit-team.ts'
import { membersOf } from './members.queries.ts'
import { pathOfTeam, teamById, teamsOfPlace } from './teams.queries.ts'
import { createTeam } from './write-teams.ts'

const nowhere: Path = []

/** Routes that list and change teams. */
export const teamsAndCoverage: Implementation[] = [
  implement(listTeams, async ({ trx, actor, params, query }) => {
    const path = (await pathOfPlace(trx, params.placeId)) ?? nowhere
    return await teamsOfPlace(trx, params.placeId, query, can(actor, 'member.read', path))
  }),
  implement(coverageRoute, ({ trx, params, query }) => coverageOf(trx, params.placeId, query.page ?? 1)),
  implement(teamRoute, async ({ trx, actor, params }) => {
    const path = (await pathOfTeam(trx, params.teamId)) ?? nowhere
    const team = await teamById(trx, params.teamId, can(actor, 'member.read', path))
    if (!team) throw new Problem(notFound)
    return team
  }),
  implement(listMembers, async ({ trx, params }) => ({ members: await membersOf(trx, params.teamId) })),
  implement(createTeamRoute, async ({ trx, params, body, audit }) => {
    refuseAhead(body.establishedOn)
    const { id, name, deltas } = await createTeam(trx, { ...body, placeId: params.placeId }, today())
    await emitDeltas(trx, deltas)
    await audit({ action: 'team.create', teamId: id, placeId: params.placeId })
    return { id, name }
  }),
  implement(editTeamRoute, async ({ trx, params, body, audit }) => {
    refuseAhead(body.establishedOn)
    await emitDeltas(trx, await editTeam(trx, params.teamId, body))
    await audit({ action: 'team.edit', teamId: params.teamId, details: { fields: Object.keys(body) } })
  }),
  implement(dissolveTeamRoute, async ({ trx, params, body, audit }) => {
    refuseAhead(body.on)
    await emitDeltas(trx, await dissolveTeam(trx, params.teamId, body.on))
    await audit({ action: 'team.dissolve', teamId: params.teamId, details: { on: body.on } })
  }),
]
