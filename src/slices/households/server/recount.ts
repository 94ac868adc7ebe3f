import { sql } from 'kysely'
import type { RecountSource } from '#platform/server/measures/recount/sources.ts'

/** The stocks of doors, of people and of what was recognised, from the tables alone; see ../shared/measures.ts. */
export const householdsRecount: RecountSource = {
  stocks: sql`
    select team_id, day, 'doors' as measure, sum(change) as amount
    from household
    join recount_team using (team_id)
    cross join lateral (values (created_on, 1), (closed_on, -1)) as turn (day, change)
    where day is not null and merged_into is null
    group by team_id, day
    union all
    select team_id, day, 'register.people', sum(change)
    from person
    join recount_team using (team_id)
    cross join lateral (values (created_on, 1), (least(left_on, restricted_on, off_on), -1)) as turn (day, change)
    where day is not null and merged_into is null
    group by team_id, day
    union all
    select team_id, day, case kind when 'person' then 'register.digital-citizens' else 'register.digital-households' end,
      sum(change)
    from recognition
    join recount_team using (team_id)
    cross join lateral (values (from_day, 1), (until_day, -1)) as turn (day, change)
    where day is not null
    group by team_id, day, kind`,
}
