import { sql } from 'kysely'
import type { RecountSource } from '#platform/server/measures/recount/sources.ts'

/** The measures of visits from the table alone; what each of them means stands in ../shared/measures.ts. */
export const visitsRecount: RecountSource = {
  flows: sql`
    with counted as (
      select done_by_team_id as team_id, day, place, outcome, people, groups, skills, topics, platforms, difficulty,
        follow_up_on
      from visit join recount_team on recount_team.team_id = visit.done_by_team_id
      where cancelled_on is null
    )
    select team_id, day, 'visits' as measure, count(*) as amount from counted group by team_id, day
    union all
    select team_id, day, 'visits.' || outcome, count(*) from counted group by team_id, day, outcome
    union all
    select team_id, day, 'visits.' || place, count(*) from counted where place <> 'home' group by team_id, day, place
    union all
    select team_id, day, 'people', sum(people) from counted group by team_id, day
    union all
    select team_id, day, 'people.' || key, sum(value::int) from counted cross join jsonb_each_text(groups)
    where key in ('elderly', 'women', 'poor', 'minority', 'disabled')
    group by team_id, day, key
    union all
    select team_id, day, 'skill.' || skill || '.' || level, sum(told.people)
    from counted cross join jsonb_to_recordset(skills) as told (skill text, level text, people int)
    group by team_id, day, skill, level
    union all
    select team_id, day, 'topic.' || topic, sum(people) from counted cross join unnest(topics) as topic
    group by team_id, day, topic
    union all
    select team_id, day, 'platform.' || result, count(*)
    from counted cross join jsonb_to_recordset(platforms) as tried (platform text, result text)
    group by team_id, day, result
    union all
    select team_id, day, 'platform.' || platform || '.' || result, count(*)
    from counted cross join jsonb_to_recordset(platforms) as tried (platform text, result text)
    group by team_id, day, platform, result
    union all
    select team_id, day, 'difficulties', count(*) from counted where difficulty is not null group by team_id, day
    union all
    select team_id, day, 'followups', count(*) from counted where follow_up_on is not null group by team_id, day`,
  reasons: sql`
    select done_by_team_id as team_id, day, 'doors.reached' as measure, household_id as subject_id
    from visit join recount_team on recount_team.team_id = visit.done_by_team_id
    where cancelled_on is null and outcome = 'done' and place = 'home'`,
}
