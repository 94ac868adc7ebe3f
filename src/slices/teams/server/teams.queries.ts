import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import { fold } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Path } from '#platform/shared/permission.ts'
import type { OutputOf, QueryOf } from '#platform/shared/route.ts'
import { placeTitle } from '#slices/places/shared/public.ts'
import { compositionWarnings, defaultComposition } from '../shared/composition.ts'
import { type listTeams, type TeamLine, type teamRoute, teamsPageSize } from '../shared/routes.ts'
import type { TeamStatus } from '../shared/team.ts'
import './tables.ts'

type Db = Kysely<Database>

/** The ids from the nation down to the team itself; null when there is none or the scope does not show it. */
export const pathOfTeam = async (db: Db, id: Id): Promise<Path | null> => {
  const row = await db.selectFrom('team').select('path').where('id', '=', id).executeTakeFirst()
  return row?.path ?? null
}

/** Names of teams, also of dissolved ones, as far as the scope shows them. */
export const namesOfTeams = async (db: Db, ids: readonly Id[]): Promise<Map<Id, string>> => {
  const { rows } = await sql<{ id: Id; name: string }>`
    select id, name from team where id = any (${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** A page of the teams on a place and below it. `withLeaders`: the reader may see members. */
export const teamsOfPlace = async (
  db: Db,
  placeId: Id,
  query: QueryOf<typeof listTeams>,
  withLeaders: boolean,
): Promise<OutputOf<typeof listTeams>> => {
  const found = conditions(await belowPlace(db, placeId), query)
  const offset = ((query.page ?? 1) - 1) * teamsPageSize
  const { rows } = await sql<LineRow>`
    select ${lineColumns(withLeaders)}
    from team t join place p on p.id = t.place_id join place c on c.id = t.commune_id
    where ${found}
    order by t.sort_key, c.sort_key, t.id
    limit ${teamsPageSize} offset ${offset}`.execute(db)
  return { teams: rows.map(lineOf), total: await totalOf(db, found), pageSize: teamsPageSize }
}

/** A team; null when there is none or the scope does not show it. */
export const teamById = async (db: Db, id: Id, withLeaders: boolean): Promise<OutputOf<typeof teamRoute> | null> => {
  const { rows } = await sql<LineRow & DetailRow>`
    select ${lineColumns(withLeaders)}, t.kind, t.decision_number as "decisionNumber", t.decision_date as "decisionDate",
      t.established_on as "establishedOn", t.dissolved_on as "dissolvedOn", t.province_id as "provinceId",
      province.kind as province_kind, province.name as province_name
    from team t join place p on p.id = t.place_id join place c on c.id = t.commune_id
      join place province on province.id = t.province_id
    where t.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) return null
  const { kind, decisionNumber, decisionDate, establishedOn, dissolvedOn, provinceId } = row
  const province = placeTitle(row.province_kind, row.province_name)
  return { ...lineOf(row), kind, decisionNumber, decisionDate, establishedOn, dissolvedOn, provinceId, province }
}

interface LineRow {
  id: Id
  name: string
  status: TeamStatus
  placeId: Id
  place_kind: string | null
  place_name: string
  communeId: Id
  commune_kind: string | null
  commune_name: string
  members: number
  leaders: number
  leader: string | null
}

interface DetailRow {
  kind: string
  decisionNumber: string | null
  decisionDate: Day | null
  establishedOn: Day | null
  dissolvedOn: Day | null
  provinceId: Id
  province_kind: string | null
  province_name: string
}

const lineColumns = (withLeaders: boolean) => sql`
  t.id, t.name, t.status, t.place_id as "placeId", p.kind as place_kind, p.name as place_name,
  t.commune_id as "communeId", c.kind as commune_kind, c.name as commune_name,
  t.member_count as members, t.leader_count as leaders, ${withLeaders ? leaderName : sql`null`} as leader`

// The first of two: that there are two is said by a warning.
const leaderName = sql`(
  select m.name from membership s join member m on m.id = s.member_id
  where s.team_id = t.id and s.role = 'leader' and s.left_on is null
  order by s.id limit 1)`

const lineOf = (row: LineRow): TeamLine => ({
  id: row.id,
  name: row.name,
  status: row.status,
  placeId: row.placeId,
  place: placeTitle(row.place_kind, row.place_name),
  communeId: row.communeId,
  commune: placeTitle(row.commune_kind, row.commune_name),
  members: row.members,
  leader: row.leader,
  warnings: row.status === 'dissolved' ? [] : compositionWarnings(row),
})

const totalOf = async (db: Db, found: RawBuilder<unknown>) => {
  const { rows } = await sql<{ teams: number; members: number }>`
    select count(*) as teams, coalesce(sum(t.member_count), 0)::bigint as members from team t where ${found}`.execute(
    db,
  )
  return rows[0] ?? { teams: 0, members: 0 }
}

const conditions = (below: RawBuilder<unknown>, { q, status, look }: QueryOf<typeof listTeams>) =>
  sql.join(
    [
      below,
      status ? sql`t.status = ${status}` : sql`t.status <> 'dissolved'`,
      ...words(q).map((word) => sql`t.folded like ${`%${escapeLike(word)}%`}`),
      ...(look ? [looks[look]] : []),
    ],
    sql` and `,
  )

const { least, most } = defaultComposition.members
const looks = {
  'no-leader': sql`t.leader_count = 0`,
  warned: sql`(t.leader_count <> 1 or t.member_count < ${least} or t.member_count > ${most})`,
  empty: sql`t.member_count = 0`,
}

const words = (q = ''): string[] => fold(q).split(' ').filter(Boolean)
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** A condition on `team t` that uses the index of its level. */
export const belowPlace = async (db: Db, placeId: Id): Promise<RawBuilder<unknown>> => {
  const place = await db.selectFrom('place').select('level').where('id', '=', placeId).executeTakeFirst()
  if (place?.level === 'nation') return sql`true`
  if (place?.level === 'province') return sql`t.province_id = ${placeId}`
  if (place?.level === 'commune') return sql`t.commune_id = ${placeId}`
  return sql`t.place_id = ${placeId}`
}
