import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import type { Database } from '../../schema.ts'
import { buildDeclared } from './build-declared.ts'
import type { RecountSource } from './sources.ts'

/**
 * Computes all figures from the source tables into temporary tables `recount_*` of the same shape as the kept ones. Own
 * SQL throughout: nothing of what the folder uses (deltas, calendar periods, standings in memory) is used here.
 */
export async function buildRecount(
  trx: Transaction<Database>,
  sources: readonly RecountSource[],
  progress: (done: number, of: number) => void,
): Promise<void> {
  for (const statement of [moreMemory, ...tables]) await statement.execute(trx)
  const { rows: chunks } = await sql<{ province_id: Id }>`select distinct province_id from team`.execute(trx)
  for (const [index, { province_id }] of chunks.entries()) {
    progress(index, chunks.length)
    for (const statement of chunk(province_id, sources)) await statement.execute(trx)
  }
  for (const statement of [sql`analyze recount_reason`, ...uniqueCounts, summed, sql`truncate recount_part`])
    await statement.execute(trx)
  await buildDeclared(trx)
  for (const statement of [byMonth, subjectDays]) await statement.execute(trx)
  progress(chunks.length, chunks.length)
}

// One session that groups millions of rows: with what a request may use it would sort most of them on disk.
const moreMemory = sql`set local work_mem = '128MB'`

const tables = [
  sql`create temporary table recount_team (team_id uuid primary key) on commit drop`,
  sql`create temporary table recount_source (kind text collate "C", team_id uuid, day date, measure text collate "C", amount bigint)
    on commit drop`,
  sql`create temporary table recount_placed (place_id uuid, commune_id uuid, province_id uuid, team_id uuid,
    measure text collate "C", day date, amount bigint) on commit drop`,
  sql`create temporary table recount_reason (measure text collate "C", subject_id uuid, team_id uuid, place_id uuid,
    commune_id uuid, province_id uuid, nation_id uuid, day date) on commit drop`,
  sql`create temporary table recount_part (scope_id uuid, measure text collate "C", day date, amount bigint) on commit drop`,
  sql`create temporary table recount_day (scope_id uuid, measure text collate "C", day date, amount bigint) on commit drop`,
  sql`create temporary table recount_declared (place_id uuid, code text, day date, amount bigint) on commit drop`,
  sql`create temporary table recount_rollup (scope_id uuid, measure text collate "C", month date, total bigint,
    days int[]) on commit drop`,
  sql`create temporary table recount_team_rollup (place_id uuid, measure text collate "C", month date, team_id uuid,
    total bigint, days int[]) on commit drop`,
  sql`create temporary table recount_subject_days (subject_id uuid, measure text collate "C", team_id uuid,
    days date[]) on commit drop`,
]

/**
 * A province at a time, so that the largest intermediate result is that of one province. Nobody else counts the rows of a
 * temporary table for the planner, which otherwise takes them for a handful.
 */
const chunk = (province: Id, sources: readonly RecountSource[]): RawBuilder<unknown>[] => [
  sql`delete from recount_team`,
  sql`truncate recount_source, recount_placed`,
  sql`insert into recount_team select id from team where province_id = ${province}`,
  sql`analyze recount_team`,
  ...sources.flatMap(({ flows, stocks, reasons }) => [
    ...(flows ? [collect('flow', flows)] : []),
    ...(stocks ? [collect('stock', stocks)] : []),
    ...(reasons ? [collectReasons(reasons)] : []),
  ]),
  sql`analyze recount_source`,
  placeFlows,
  placeStocks,
  sql`analyze recount_placed`,
  teamsByMonth,
  upward,
]

const collect = (kind: 'flow' | 'stock', select: RawBuilder<unknown>) =>
  sql`insert into recount_source select ${kind}, team_id, day, measure, amount from (${select}) as source`

const collectReasons = (select: RawBuilder<unknown>) =>
  sql`insert into recount_reason
    select measure, subject_id, reason.team_id, place_id, commune_id, province_id, nation.id, day
    from (${select}) as reason
    join team_standing standing
      on standing.team_id = reason.team_id and reason.day >= valid_from and reason.day < valid_to
    cross join (select id from place where parent_id is null) as nation`

const placeFlows = sql`insert into recount_placed
  select place_id, commune_id, province_id, team_id, measure, day, amount
  from recount_source join team_standing using (team_id)
  where kind = 'flow' and day >= valid_from and day < valid_to`

// What a team holds when it comes to a place, what changes while it stands there, and what it takes along.
const placeStocks = sql`insert into recount_placed
  select place_id, commune_id, province_id, team_id, measure || '@stock', turn.day, turn.amount
  from recount_source source
  join team_standing standing using (team_id)
  cross join lateral (values
    (case when source.day < valid_from then valid_from else source.day end, source.amount),
    (valid_to, -source.amount)
  ) as turn (day, amount)
  where kind = 'stock' and source.day < valid_to and isfinite(turn.day)`

const teamsByMonth = sql`insert into recount_team_rollup
  select place_id, measure, month, team_id, sum(amount), month_days(array_agg(place), array_agg(amount))
  from (
    select place_id, measure, date_trunc('month', day)::date as month, extract(day from day)::int as place, team_id,
      sum(amount)::bigint as amount
    from recount_placed
    group by place_id, measure, day, team_id
    having sum(amount) <> 0
  ) as of_day
  group by place_id, measure, month, team_id`

const upward = sql`insert into recount_part
  select scope_id, measure, day, sum(amount)
  from recount_placed
  cross join (select id from place where parent_id is null) as nation
  cross join lateral (values (commune_id), (province_id), (nation.id)) as scope (scope_id)
  group by scope_id, measure, day`

const scopes = {
  team: sql`team_id`,
  hamlet: sql`nullif(place_id, commune_id)`,
  commune: sql`commune_id`,
  province: sql`province_id`,
  nation: sql`nation_id`,
}

// One scope and period at a time: 25 passes over the reasons instead of one over 25 times as many rows.
const uniqueCounts = Object.values(scopes).flatMap((scope) =>
  ['day', 'week', 'month', 'quarter', 'year'].map(
    (period) => sql`insert into recount_part
      select scope_id, measure || '@' || ${period}::text, start, count(*)
      from (
        select distinct ${scope} as scope_id, measure, date_trunc(${period}, day)::date as start, subject_id
        from recount_reason
      ) as subject
      where scope_id is not null
      group by scope_id, measure, start`,
  ),
)

const summed = sql`insert into recount_day
  select scope_id, measure, day, sum(amount) from recount_part
  group by scope_id, measure, day having sum(amount) <> 0`

const byMonth = sql`insert into recount_rollup
  select scope_id, measure, month, sum(amount), month_days(array_agg(place), array_agg(amount))
  from (
    select scope_id, measure, date_trunc('month', day)::date as month, extract(day from day)::int as place,
      sum(amount)::bigint as amount
    from recount_day
    group by scope_id, measure, day
    having sum(amount) <> 0
  ) as of_day
  group by scope_id, measure, month`

const subjectDays = sql`insert into recount_subject_days
  select subject_id, measure, team_id, array_agg(day order by day) from recount_reason
  group by subject_id, measure, team_id`
