import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { CurrentMembership, CurrentRoster, CurrentTeam } from '../../shared/import/changes.ts'
import '../tables.ts'

type Db = Kysely<Database>

/** Living teams on hamlets of a province and their present members, as far as the scope shows them. */
export const currentRoster = async (db: Db, provinceId: Id): Promise<CurrentRoster> => ({
  teams: await teamsWhere(db, sql`t.province_id = ${provinceId}`),
  memberships: await membershipsWhere(db, sql`s.province_id = ${provinceId}`),
})

/**
 * What concerns the rows of one team: the living team on its hamlet (none: it is new), its members, and people of the
 * province with one of the phones, wherever they are.
 */
export const currentTeamRoster = async (
  db: Db,
  hamlet: { id: Id; provinceId: Id },
  phones: readonly string[],
): Promise<CurrentRoster> => {
  const teams = await teamsWhere(db, sql`t.place_id = ${hamlet.id}`)
  const ids = teams.map((team) => team.id)
  const memberships = await membershipsWhere(
    db,
    sql`s.province_id = ${hamlet.provinceId} and (s.team_id = any (${ids}::uuid[]) or m.phone = any (${[...phones]}::text[]))`,
  )
  return { teams, memberships }
}

// The oldest of several teams on one hamlet comes last: it is the one that a roster means.
const teamsWhere = async (db: Db, condition: RawBuilder<unknown>): Promise<CurrentTeam[]> => {
  const { rows } = await sql<CurrentTeam>`
    select t.id, t.commune_id as "communeId", p.kind as "hamletKind", p.name as "hamletName"
    from team t join place p on p.id = t.place_id and p.level = 'hamlet'
    where t.status <> 'dissolved' and ${condition}
    order by t.id desc`.execute(db)
  return rows
}

const membershipsWhere = async (db: Db, condition: RawBuilder<unknown>): Promise<CurrentMembership[]> => {
  const { rows } = await sql<CurrentMembership>`
    select s.id, s.team_id as "teamId", s.member_id as "personId", m.name, m.phone, m.phone_note as "phoneNote",
      m.birth_year as "birthYear", m.sex, s.role, s.position, s.organisation, s.joined_on as joined
    from membership s join member m on m.id = s.member_id
    where s.left_on is null and ${condition}
    order by s.id`.execute(db)
  return rows
}
