import { type Kysely, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { placeTitle } from '#slices/places/shared/public.ts'
import { type coverageRoute, teamsPageSize } from '../shared/routes.ts'
import './tables.ts'

type Coverage = OutputOf<typeof coverageRoute>

/**
 * Places that a team should stand on and none lives: hamlets of a commune, otherwise communes. A commune is covered by a
 * team on any of its hamlets.
 */
export const coverageOf = async (db: Kysely<Database>, placeId: Id, page: number): Promise<Coverage> => {
  const place = await db.selectFrom('place').select('level').where('id', '=', placeId).executeTakeFirst()
  const level = place?.level === 'commune' || place?.level === 'hamlet' ? 'hamlet' : 'commune'
  const { rows } = await sql<CoverageRow>`
    with wanted as (
      select id, kind, name, parent_id, sort_key,
        exists (select from team t where t.status <> 'dissolved' and ${level === 'hamlet' ? sql`t.place_id` : sql`t.commune_id`} = place.id) as covered
      from place
      where level = ${level} and valid_to is null and path @> array[${placeId}]::uuid[]
        and ${within[place?.level ?? 'hamlet'](placeId)}
    )
    select wanted.id, wanted.kind, wanted.name, above.kind as above_kind, above.name as above_name, totals.places, totals.covered
    from (select count(*) as places, count(*) filter (where covered) as covered from wanted) totals
    left join wanted on not wanted.covered
    left join place above on above.id = wanted.parent_id
    order by above.sort_key, wanted.sort_key, wanted.id
    limit ${teamsPageSize} offset ${(page - 1) * teamsPageSize}`.execute(db)
  return {
    level,
    places: rows[0]?.places ?? 0,
    covered: rows[0]?.covered ?? 0,
    without: rows.flatMap(lineOf),
    pageSize: teamsPageSize,
  }
}

interface CoverageRow {
  id: Id | null
  kind: string | null
  name: string | null
  above_kind: string | null
  above_name: string | null
  places: number
  covered: number
}

/** The condition that an index serves; the path alone would read every place. */
const within = {
  nation: () => sql`true`,
  province: (id: Id) => sql`province_id = ${id}`,
  commune: (id: Id) => sql`commune_id = ${id}`,
  hamlet: (id: Id) => sql`id = ${id}`,
}

const lineOf = ({ id, kind, name, above_kind, above_name }: CoverageRow): Coverage['without'] =>
  id && name
    ? [{ id, title: placeTitle(kind, name), above: above_name ? placeTitle(above_kind, above_name) : null }]
    : []
