import { type Kysely, sql } from 'kysely'
import { v7 as newId } from 'uuid'
import type { Database } from '#platform/server/schema.ts'
import { addDays, type Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { contentOf, type Finding, findPatterns, type SeenVisit, type VisitContent } from '../shared/patterns.ts'
import './tables.ts'

/** Visits reach the server late: each night the last days are looked at again. */
const lookedDays = 7

/**
 * Looks for patterns in the visits of the last days, commune by commune (a member may be in several of its teams), and
 * keeps what it finds. Runs any number of times: what was found stays, what a correction took away goes, unless
 * somebody has said something about it.
 */
export async function findAllPatterns(db: Kysely<Database>, today: Day, signal?: AbortSignal): Promise<void> {
  const from = addDays(today, -lookedDays)
  const { rows } = await sql<{ id: Id }>`
    select distinct commune_id as id from team
    where exists (select from visit v where v.done_by_team_id = team.id and v.day >= ${from})
      or exists (select from finding f where f.team_id = team.id and f.day >= ${from})
    order by 1`.execute(db)
  for (const { id } of rows) {
    if (signal?.aborted) return
    await findInCommune(db, id, { from, today })
  }
}

type Seen = SeenVisit & { teamId: Id }

async function findInCommune(db: Kysely<Database>, communeId: Id, days: { from: Day; today: Day }): Promise<void> {
  const visits = await visitsOf(db, communeId, days.from)
  const teams = new Map(visits.map(({ id, teamId }) => [id, teamId]))
  const found = findPatterns(visits).map((finding) => ({ ...finding, teamId: teamOf(finding, teams), id: newId() }))
  await db.transaction().execute(async (trx) => {
    await sql`
      delete from finding using team
      where team.id = finding.team_id and team.commune_id = ${communeId} and day >= ${days.from}
        and explained_on is null and closed_on is null
        and (finding.team_id, member_id, day, pattern) not in (
          select "teamId", "memberId", day, pattern from ${fresh(found)})`.execute(trx)
    await sql`
      insert into finding (id, team_id, member_id, pattern, day, visits, found_on)
      select id, "teamId", "memberId", pattern, day, array(select json_array_elements_text(visits)::uuid), ${days.today}
      from ${fresh(found)}
      on conflict (team_id, member_id, day, pattern) do update set visits = excluded.visits`.execute(trx)
  })
}

const fresh = (found: readonly object[]) => sql`json_to_recordset(${JSON.stringify(found)}::json)
  as fresh (id uuid, "teamId" uuid, "memberId" uuid, pattern text, day date, visits json)`

/** The team that made the first of the visits. */
const teamOf = ({ visits }: Finding, teams: ReadonlyMap<Id, Id>): Id => {
  const team = visits[0] && teams.get(visits[0])
  if (!team) throw new Error('a pattern is of visits that were looked at')
  return team
}

async function visitsOf(db: Kysely<Database>, communeId: Id, from: Day): Promise<Seen[]> {
  const { rows } = await sql<VisitContent & Omit<Seen, 'content' | 'parts'>>`
    select v.id, v.done_by_team_id as "teamId", v.made_by as "memberId", v.day,
      (extract(epoch from v.made_at) * 1000)::float8 as "madeAtMs",
      case when v.place = 'home' then v.household_id end as "doorId", holder.place_id as "hamletId",
      v.outcome = 'done' as done, v.people, v.groups, v.skills, v.topics, v.platforms, v.difficulty
    from visit v
    join team on team.id = v.done_by_team_id
    join team holder on holder.id = v.team_id
    where team.commune_id = ${communeId} and v.day >= ${from} and v.cancelled_on is null and v.made_by is not null`.execute(
    db,
  )
  return rows.map((visit) => ({ ...visit, ...contentOf(visit) }))
}
