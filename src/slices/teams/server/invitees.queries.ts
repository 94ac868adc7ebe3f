import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { placeTitle } from '#slices/places/shared/public.ts'
import type { TeamRole } from '../shared/team.ts'
import type { Invitee } from './invitations.ts'
import type { SlipPerson } from './slips.ts'
import './tables.ts'

/** A member who can be invited, with what stands on the slip. */
export interface PersonToInvite extends Invitee, SlipPerson {
  membershipId: Id
}

/** Present members of living teams by a condition on `membership s`, `member m` and `team t`, in the order of a list. */
export const personsToInvite = async (
  db: Kysely<Database>,
  condition: RawBuilder<unknown>,
  most: number,
): Promise<PersonToInvite[]> => {
  const { rows } = await sql<Row>`
    select s.id, s.member_id, s.team_id, s.province_id, s.role, m.name, t.name as team,
      p.level, p.kind as place_kind, p.name as place_name, c.kind as commune_kind, c.name as commune_name
    from membership s
    join member m on m.id = s.member_id
    join team t on t.id = s.team_id and t.status <> 'dissolved'
    join place p on p.id = t.place_id
    join place c on c.id = t.commune_id
    where s.left_on is null and ${condition}
    order by c.sort_key, t.sort_key, t.id, array_position(array['leader', 'deputy', 'member'], s.role), s.id
    limit ${most}`.execute(db)
  return rows.map(personOf)
}

interface Row {
  id: Id
  member_id: Id
  team_id: Id
  province_id: Id
  role: TeamRole
  name: string
  team: string
  level: string
  place_kind: string | null
  place_name: string
  commune_kind: string | null
  commune_name: string
}

const personOf = (row: Row): PersonToInvite => {
  const commune = placeTitle(row.commune_kind, row.commune_name)
  return {
    membershipId: row.id,
    memberId: row.member_id,
    teamId: row.team_id,
    provinceId: row.province_id,
    role: row.role,
    name: row.name,
    team: row.team,
    place: row.level === 'commune' ? commune : `${placeTitle(row.place_kind, row.place_name)}, ${commune}`,
  }
}
