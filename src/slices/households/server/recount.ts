import { sql } from 'kysely'
import type { RecountSource } from '#platform/server/measures/recount/sources.ts'

/** The stock of doors from the table alone; see ../shared/measures.ts. */
export const householdsRecount: RecountSource = {
  stocks: sql`
    select team_id, day, 'doors' as measure, sum(change) as amount
    from household
    join recount_team using (team_id)
    cross join lateral (values (created_on, 1), (closed_on, -1)) as turn (day, change)
    where day is not null
    group by team_id, day`,
}
