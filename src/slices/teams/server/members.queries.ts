import { type Kysely, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { MemberLine } from '../shared/routes.ts'
import './tables.ts'

/** The present members of a team: leader, deputies, members, each in order of the given name. */
export const membersOf = async (db: Kysely<Database>, teamId: Id): Promise<MemberLine[]> => {
  const { rows } = await sql<MemberLine>`
    select s.id, s.member_id as "memberId", m.name, m.phone, m.phone_note as "phoneNote", m.birth_year as "birthYear", m.sex,
      s.role, s.organisation, s.position, s.joined_on as "joinedOn", s.left_on as "leftOn",
      case
        when m.account_id is not null then 'active'
        when exists (
          select from invitation i
          where i.member_id = m.id and i.team_id = s.team_id and i.used_at is null and i.revoked_at is null and i.expires_at > now())
        then 'invited'
        else 'none'
      end as account
    from membership s join member m on m.id = s.member_id
    where s.team_id = ${teamId} and s.left_on is null
    order by array_position(array['leader', 'deputy', 'member'], s.role), ${byGivenName}, s.id`.execute(db)
  return rows
}

// The given name stands last: as `personSortKey` does for lists in memory.
const byGivenName = sql`(regexp_replace(m.name, '^(.*) ([^ ]+)$', '\\2 \\1') collate "vi-x-icu")`
