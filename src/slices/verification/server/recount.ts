import { sql } from 'kysely'
import type { RecountSource } from '#platform/server/measures/recount/sources.ts'

/** What citizens confirmed and how they rated it; a confirmation counts on its own day (count_confirmation in the migration). */
export const verificationRecount: RecountSource = {
  flows: sql`
    with confirmed as (
      select visit_code.team_id, confirmed_on as day, rating
      from visit_code join recount_team on recount_team.team_id = visit_code.team_id
      where confirmed_on is not null
    )
    select team_id, day, 'visits.confirmed' as measure, count(*) as amount from confirmed group by team_id, day
    union all
    select team_id, day, 'ratings', count(*) from confirmed where rating is not null group by team_id, day
    union all
    select team_id, day, 'ratings.sum', sum(rating) from confirmed where rating is not null group by team_id, day`,
}
