import { type RawBuilder, sql, type Transaction } from 'kysely'
import { addDays, type Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Database } from '../../schema.ts'

/** One kept figure that is not what the source tables say; `kept` and `recounted` are null where there is nothing. */
export interface Difference {
  table: 'rollup' | 'team_rollup' | 'subject_days' | 'declared_counted'
  /** A place or a team; of subject_days the subject. */
  scope: Id
  team: Id | null
  measure: string
  day: Day
  kept: number
  recounted: number
}

/** Compares the kept tables with the temporary ones of `buildRecount`; at most about `limit` differences. */
export async function findDifferences(trx: Transaction<Database>, limit: number): Promise<Difference[]> {
  const months = [
    ...(await monthRows(trx, 'rollup', rollupRows, limit)),
    ...(await monthRows(trx, 'team_rollup', teamRows, limit)),
  ]
  const days = [
    ...(await dayRows(trx, 'subject_days', subjects, limit)),
    ...(await dayRows(trx, 'declared_counted', declared, limit)),
  ]
  return [...months, ...days].slice(0, limit)
}

interface MonthRow {
  scope: Id
  team: Id | null
  measure: string
  month: Day
  kept: number[] | null
  recounted: number[] | null
}

// Kept days may end in zeros, and whole rows may have come down to zeros; recounted ones never do.
const unequal = sql`case
    when kept.days is null then true
    when recounted.days is null then not 0 = all (kept.days)
    else kept.total <> recounted.total
      or kept.days[1 : cardinality(recounted.days)] <> recounted.days
      or not 0 = all (kept.days[cardinality(recounted.days) + 1 :])
  end`

const rollupRows = sql`
  select scope_id as scope, null as team, measure, month, kept.days as kept, recounted.days as recounted
  from rollup kept full join recount_rollup recounted using (scope_id, measure, month)
  where ${unequal}`

const teamRows = sql`
  select place_id as scope, team_id as team, measure, month, kept.days as kept, recounted.days as recounted
  from team_rollup kept full join recount_team_rollup recounted using (place_id, measure, month, team_id)
  where ${unequal}`

async function monthRows(
  trx: Transaction<Database>,
  table: Difference['table'],
  rows: RawBuilder<unknown>,
  limit: number,
): Promise<Difference[]> {
  const found = await sql<MonthRow>`${rows} order by scope, team, measure, month limit ${limit}`.execute(trx)
  return found.rows.flatMap((row) => daysOf(table, row))
}

function daysOf(table: Difference['table'], { scope, team, measure, month, kept, recounted }: MonthRow): Difference[] {
  const length = Math.max(kept?.length ?? 0, recounted?.length ?? 0)
  return Array.from({ length }, (_, index) => ({
    table,
    scope,
    team,
    measure,
    day: addDays(month, index),
    kept: kept?.[index] ?? 0,
    recounted: recounted?.[index] ?? 0,
  })).filter((day) => day.kept !== day.recounted)
}

interface DayPair {
  kept: RawBuilder<unknown>
  recounted: RawBuilder<unknown>
}

const subjects: DayPair = {
  kept: sql`select subject_id as scope, team_id as team, measure, day, count(*)::int as amount
    from subject_days cross join unnest(days) as day group by 1, 2, 3, 4`,
  recounted: sql`select subject_id as scope, team_id as team, measure, day, count(*)::int as amount
    from recount_subject_days cross join unnest(days) as day group by 1, 2, 3, 4`,
}

const declared: DayPair = {
  kept: sql`select place_id as scope, null::uuid as team, code as measure, day, amount
    from declared_counted cross join unnest(days, amounts) as counted (day, amount) where amount <> 0`,
  recounted: sql`select place_id as scope, null::uuid as team, code as measure, day, amount::int as amount
    from recount_declared`,
}

const columns = sql`scope, team, measure, day, amount`

async function dayRows(
  trx: Transaction<Database>,
  table: Difference['table'],
  { kept, recounted }: DayPair,
  limit: number,
): Promise<Difference[]> {
  // Rows that stand on one side only; a different amount stands on both.
  const { rows } = await sql<Omit<Difference, 'table'>>`
    with kept as (${kept}), recounted as (${recounted}),
    odd as (
      (select 'kept' as side, ${columns} from kept except all select 'kept', ${columns} from recounted)
      union all
      (select 'recounted', ${columns} from recounted except all select 'recounted', ${columns} from kept)
    )
    select scope, team, measure, day,
      coalesce(sum(amount) filter (where side = 'kept'), 0) as kept,
      coalesce(sum(amount) filter (where side = 'recounted'), 0) as recounted
    from odd group by scope, team, measure, day order by scope, team, measure, day limit ${limit}`.execute(trx)
  return rows.map((row) => ({ table, ...row }))
}
