import { type RawBuilder, sql } from 'kysely'
import type { RecountSource } from '#platform/server/measures/recount/sources.ts'

// Literally the days of Vietnam, not a function of ours: this must not share a mistake with what it checks.
const teamSince = sql`coalesce(team.established_on, (team.created_at at time zone 'Asia/Ho_Chi_Minh')::date)`
const memberSince = sql`coalesce(membership.joined_on, (membership.created_at at time zone 'Asia/Ho_Chi_Minh')::date)`

const membersWhere = (measure: string, condition: RawBuilder<unknown>) => sql`
    select membership.team_id, day, ${sql.lit(measure)}, sum(change)
    from membership
    join recount_team using (team_id)
    join member on member.id = membership.member_id
    cross join lateral (values (${memberSince}, 1), (membership.left_on, -1)) as turn (day, change)
    where day is not null and ${condition} and (membership.left_on is null or membership.left_on > ${memberSince})
    group by membership.team_id, day`

/** The stocks of teams and members from the tables alone; see ../shared/measures.ts. */
export const teamsRecount: RecountSource = {
  stocks: sql`
    select team.id as team_id, day, 'teams.active' as measure, sum(change) as amount
    from team
    join recount_team on recount_team.team_id = team.id
    cross join lateral (values (${teamSince}, 1), (team.dissolved_on, -1)) as turn (day, change)
    where day is not null and (team.dissolved_on is null or team.dissolved_on > ${teamSince})
    group by team.id, day
    union all ${membersWhere('members', sql`true`)}
    union all ${membersWhere('members.leader', sql`membership.role = 'leader'`)}
    union all ${membersWhere('members.women', sql`member.sex = 'nu'`)}`,
}
