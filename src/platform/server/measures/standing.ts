import { sql, type Transaction } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Database } from '../schema.ts'
import './tables.ts'

/** Where a team stood from one day until (exclusive) another; '-infinity' and 'infinity' sort as text like days do. */
export interface Standing {
  placeId: Id
  communeId: Id
  provinceId: Id
  from: Day
  to: Day
  /** Everything in which a subject counts once: the team, its hamlet, commune, province and the nation. */
  scopes: readonly Id[]
}

/** The standings of teams, oldest first, without gaps. */
export type Standings = ReadonlyMap<Id, readonly Standing[]>

/** The standings of the given teams as this transaction sees them; one query. */
export async function loadStandings(trx: Transaction<Database>, nation: Id, teams: Iterable<Id>): Promise<Standings> {
  const rows = await trx
    .selectFrom('team_standing')
    .select(['team_id', 'place_id', 'commune_id', 'province_id', 'valid_from', 'valid_to'])
    .where('team_id', '=', sql<Id>`any (${[...teams]}::uuid[])`)
    .orderBy('team_id')
    .orderBy('valid_from')
    .execute()
  const byTeam = new Map<Id, Standing[]>()
  for (const row of rows) {
    const standing = standingOf(nation, row)
    byTeam.get(row.team_id)?.push(standing) ?? byTeam.set(row.team_id, [standing])
  }
  return byTeam
}

/** One row of `team_standing` as it is used here and kept in the queue when a team moves. */
export interface StandingRow {
  team_id: Id
  place_id: Id
  commune_id: Id
  province_id: Id
  valid_from: Day
  valid_to: Day
}

export const standingOf = (nation: Id, row: StandingRow): Standing => ({
  placeId: row.place_id,
  communeId: row.commune_id,
  provinceId: row.province_id,
  from: row.valid_from,
  to: row.valid_to,
  scopes: [...new Set([row.team_id, row.place_id, row.commune_id, row.province_id, nation])],
})

/** Where the team stood on the day. Throws for a team that does not exist: writers check theirs. */
export function standingOn(standings: Standings, team: Id, day: Day): Standing {
  const found = standings.get(team)?.find((standing) => standing.from <= day && day < standing.to)
  if (!found) throw new Error(`no place is known for team ${team} on ${day}`)
  return found
}
