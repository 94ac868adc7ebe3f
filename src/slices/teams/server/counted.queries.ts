import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { CountedMembership } from '../shared/measures.ts'
import type { Sex, TeamRole } from '../shared/team.ts'

/** A membership with what the figures need to know of it. */
export interface MembershipToChange extends CountedMembership {
  id: Id
  memberId: Id
}

/** Memberships by a condition on `membership s` and `member m`. */
export const countedMemberships = async (
  db: Kysely<Database>,
  condition: RawBuilder<unknown>,
): Promise<MembershipToChange[]> => {
  const { rows } = await sql<Row>`
    select s.id, s.member_id, s.team_id, s.role, m.sex, s.joined_on, s.left_on, s.created_at
    from membership s join member m on m.id = s.member_id
    where ${condition}
    order by s.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    memberId: row.member_id,
    teamId: row.team_id,
    role: row.role,
    sex: row.sex,
    joinedOn: row.joined_on,
    leftOn: row.left_on,
    createdOn: dayInVietnam(row.created_at.getTime()),
  }))
}

interface Row {
  id: Id
  member_id: Id
  team_id: Id
  role: TeamRole
  sex: Sex | null
  joined_on: Day | null
  left_on: Day | null
  created_at: Date
}
