import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '#platform/server/schema.ts'
import { raiseRevisions } from '#platform/server/sync/revision.ts'
import type { Day } from '#platform/shared/dates.ts'
import { fold, tidy } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { MeasureDelta } from '#platform/shared/measures.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { nameKey, nameSortKey } from '#slices/places/shared/public.ts'
import { teamDeltas } from '../shared/measures.ts'
import { teamNameOf } from '../shared/names.ts'
import { teamNameTaken, teamPlaceWrong } from '../shared/problems.ts'
import { defaultTeamKind, type TeamStatus } from '../shared/team.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** A team to be made. What is absent is unknown; the name then follows from the place. */
export interface NewTeam {
  /** A hamlet or a commune. */
  placeId: Id
  id?: Id
  name?: string
  kind?: string
  status?: Exclude<TeamStatus, 'dissolved'>
  decisionNumber?: string | null
  decisionDate?: Day | null
  establishedOn?: Day | null
}

/** A team as it was made, and what it changes in the figures: the caller emits the deltas of the whole transaction. */
export interface MadeTeam {
  id: Id
  name: string
  communeId: Id
  provinceId: Id
  deltas: MeasureDelta[]
}

/**
 * Makes a team with its place, its revision counter and no members. `today`: the day in Vietnam.
 * Throws `not-found` (no such place), `team.place`, `team.name-taken`.
 */
export const createTeam = async (trx: Trx, wanted: NewTeam, today: Day): Promise<MadeTeam> => {
  const place = await placeForTeam(trx, wanted.placeId)
  const id = wanted.id ?? v7()
  const kind = tidy(wanted.kind ?? defaultTeamKind)
  const name = tidy(wanted.name ?? teamNameOf(kind, place))
  await insertTeam(trx, { ...wanted, id, kind, name }, place)
  await trx
    .insertInto('team_place')
    .values({ team_id: id, ...standsOn(place), valid_from: wanted.establishedOn ?? today })
    .execute()
  await raiseRevisions(trx, [id])
  const counted = { id, establishedOn: wanted.establishedOn ?? null, dissolvedOn: null, createdOn: today }
  return {
    id,
    name,
    communeId: place.commune_id,
    provinceId: place.province_id,
    deltas: teamDeltas(undefined, counted),
  }
}

/** The columns that hold a team's name and are made from it. */
export const teamNameColumns = (name: string) => {
  const tidied = tidy(name)
  return { name: tidied, folded: fold(tidied), name_key: nameKey(tidied), sort_key: nameSortKey(tidied) }
}

interface TeamSite {
  id: Id
  path: Id[]
  kind: string | null
  name: string
  commune_id: Id
  province_id: Id
}

const placeForTeam = async (trx: Trx, placeId: Id): Promise<TeamSite> => {
  const place = await trx
    .selectFrom('place')
    .select(['id', 'path', 'kind', 'name', 'commune_id', 'province_id'])
    .where('id', '=', placeId)
    .executeTakeFirst()
  if (!place) throw new Problem(notFound)
  const { commune_id, province_id } = place
  if (commune_id === null || province_id === null) throw new Problem(teamPlaceWrong)
  return { ...place, commune_id, province_id }
}

const standsOn = (place: TeamSite) => ({
  place_id: place.id,
  commune_id: place.commune_id,
  province_id: place.province_id,
})

const insertTeam = async (trx: Trx, team: NewTeam & { id: Id; kind: string; name: string }, place: TeamSite) => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('team')
    .values({
      id: team.id,
      ...standsOn(place),
      path: [...place.path, team.id],
      kind: team.kind,
      ...teamNameColumns(team.name),
      status: team.status ?? 'active',
      decision_number: team.decisionNumber ?? null,
      decision_date: team.decisionDate ?? null,
      established_on: team.establishedOn ?? null,
      dissolved_on: null,
      rev: 1,
    })
    .onConflict((conflict) =>
      // Literal text: PostgreSQL finds the partial index only by a condition without parameters.
      conflict.columns(['place_id', 'name_key']).where(sql<boolean>`status <> 'dissolved'`).doNothing(),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new Problem(teamNameTaken)
}
