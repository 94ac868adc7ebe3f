import { type Kysely, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Path } from '#platform/shared/permission.ts'
import { placeTitle } from '../shared/kinds.ts'
import type { FormerTitle, PlaceChildren, PlaceDetails, PlaceSummary } from '../shared/place.ts'
import { presentScheme } from './official-ids.ts'

/** The ids from the nation down to the place itself; null when there is no such place. */
export async function pathOfPlace(db: Kysely<Database>, id: Id): Promise<Path | null> {
  const row = await db.selectFrom('place').select('path').where('id', '=', id).executeTakeFirst()
  return row?.path ?? null
}

/** Kind, name and title of places by id, on a day (absent: now). Days before a place's first name read as its first. */
export async function summariesOf(
  db: Kysely<Database>,
  ids: readonly Id[],
  asOf?: Day,
): Promise<Map<Id, PlaceSummary>> {
  const day = sql`${asOf ?? null}::date`
  const { rows } = await sql<Untitled>`
    select place.id, place.level, coalesce(dated.kind, place.kind) as kind, coalesce(dated.name, place.name) as name
    from place
    left join lateral (
      select place_name.kind, place_name.name
      from place_name
      where place_name.place_id = place.id and ${day} is not null
      order by valid_from <= ${day} desc, abs(valid_from - ${day})
      limit 1
    ) dated on true
    where place.id = any (${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, titled(row)]))
}

type Untitled = Omit<PlaceSummary, 'title'>
const titled = <T extends Untitled>(row: T): T & { title: string } => ({
  ...row,
  title: placeTitle(row.kind, row.name),
})

/** A place with its breadcrumb, as of a day (absent: now); null when there is no such place. */
export async function getPlace(db: Kysely<Database>, id: Id, asOf?: Day): Promise<PlaceDetails | null> {
  const row = await placeRow(db, id)
  if (!row) return null
  const { path, code, validFrom, validTo, ...flags } = row
  const summaries = await summariesOf(db, path, asOf)
  const breadcrumb = path.flatMap((step) => summaries.get(step) ?? [])
  const [self] = breadcrumb.slice(-1)
  return self ? { ...self, breadcrumb, code, flags, validFrom, validTo, formedFrom: await formedFrom(db, id) } : null
}

const placeRow = (db: Kysely<Database>, id: Id) =>
  db
    .selectFrom('place')
    .leftJoin('place_code', (join) =>
      join
        .onRef('place_code.place_id', '=', 'place.id')
        .on('place_code.scheme', '=', presentScheme)
        .on('place_code.valid_to', 'is', null),
    )
    .select(['place.path', 'place_code.code', 'place.valid_from as validFrom', 'place.valid_to as validTo'])
    .select([
      'is_minority_area as minorityArea',
      'is_border as border',
      'is_island as island',
      'is_difficult as difficult',
    ])
    .where('place.id', '=', id)
    .executeTakeFirst()

/** Units of 30 June 2025 that went into the place, in order. */
async function formedFrom(db: Kysely<Database>, id: Id): Promise<FormerTitle[]> {
  const rows = await db
    .selectFrom('former_unit')
    .select(['kind', 'name', 'district', 'province', 'code', 'list', 'succession'])
    .where('successor_id', '=', id)
    .where('list', '=', '2025-06-30')
    .orderBy('code')
    .execute()
  return rows.map(({ kind, name, ...rest }) => ({ ...rest, title: placeTitle(kind, name) }))
}

/**
 * The places directly below one, in Vietnamese order, each with the number of places below it; those that exist, or
 * existed on the given day, under their names of then.
 */
export async function childrenOf(db: Kysely<Database>, id: Id, asOf?: Day): Promise<PlaceChildren['children']> {
  const rows = await childRows(db, id, asOf)
  if (asOf === undefined) return rows.map(titled)
  const ids = rows.map((row) => row.id)
  const summaries = await summariesOf(db, ids, asOf)
  return rows.map((row) => ({ ...titled(row), ...summaries.get(row.id) }))
}

async function childRows(db: Kysely<Database>, id: Id, asOf?: Day) {
  const { rows } = await sql<Untitled & { code: string | null; childCount: number }>`
    select child.id, child.level, child.kind, child.name, place_code.code,
      (select count(*) from place below where below.parent_id = child.id and ${existsOn('below', asOf)}) as "childCount"
    from place child
    left join place_code
      on place_code.place_id = child.id and place_code.scheme = ${presentScheme} and place_code.valid_to is null
    where child.parent_id = ${id} and ${existsOn('child', asOf)}
    order by child.sort_key, child.kind, child.id`.execute(db)
  return rows
}

const existsOn = (table: string, asOf?: Day) =>
  asOf === undefined
    ? sql`${sql.ref(`${table}.valid_to`)} is null`
    : sql`${sql.ref(`${table}.valid_from`)} <= ${asOf} and coalesce(${sql.ref(`${table}.valid_to`)} > ${asOf}, true)`
