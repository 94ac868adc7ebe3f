import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { type Day, monthOf, type Period } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { declaredCode, stockCode } from '#platform/shared/measures.ts'
import { type Indicator, type KeptAmounts, keptCodes } from '#slices/indicators/shared/public.ts'

/** Whose figures: the rows of the rollups that belong to them, as (scope_id, measure, month, total, days). */
export interface Scopes {
  ids: readonly Id[]
  rows: RawBuilder<unknown>
}

const columns = sql`measure, month, total, days`

/** Communes, provinces, the nation: kept as such. */
export const placeScopes = (ids: readonly Id[]): Scopes => ({
  ids,
  rows: sql`select scope_id, ${columns} from rollup where scope_id = any (${ids}::uuid[])`,
})

/** Hamlets: the sums of what teams did while they stood there. */
export const hamletScopes = (ids: readonly Id[]): Scopes => ({
  ids,
  rows: sql`
    select scope_id, ${columns} from rollup where scope_id = any (${ids}::uuid[])
    union all
    select place_id, ${columns} from team_rollup where place_id = any (${ids}::uuid[])`,
})

/** Teams, with what they did on the given places (a team's own, or those of a commune). */
export const teamScopes = (ids: readonly Id[], places: readonly Id[]): Scopes => ({
  ids,
  rows: sql`
    select scope_id, ${columns} from rollup where scope_id = any (${ids}::uuid[])
    union all
    select team_id, ${columns} from team_rollup
    where place_id = any (${places}::uuid[]) and team_id = any (${ids}::uuid[])`,
})

/**
 * What the indicators need of each scope in consecutive periods of one kind; one query, whatever was recorded: its size
 * depends on scopes, measures and months only.
 */
export async function readKept(
  trx: Transaction<Database>,
  scopes: Scopes,
  indicators: readonly Indicator[],
  periods: readonly Period[],
): Promise<Map<Id, KeptAmounts>> {
  const [first] = periods
  const last = periods.at(-1)
  const kept = new Map(scopes.ids.map((id) => [id, emptyAmounts()]))
  if (!first || !last) return kept
  const codes = codesOf(indicators, first.kind)
  const { rows } = await sql<KeptRow>`
    with kept as not materialized (${scopes.rows}),
    period as (
      select from_day, to_day, place - 1 as n
      from unnest(${periods.map(({ from }) => from)}::date[], ${periods.map(({ to }) => to)}::date[])
        with ordinality as list (from_day, to_day, place)
    )
    select scope_id, measure, n, sum(
      case when month >= from_day and month + interval '1 month' <= to_day + 1 then total
        else ${daysFrom(sql`from_day`, sql`to_day`)} end
    )::float8 as amount, null::date as first
    from kept join period on month <= to_day and month >= date_trunc('month', from_day)
    where measure = any (${codes.all}::text[]) and month between ${monthOf(first.from)} and ${last.to}
    group by scope_id, measure, n
    union all
    select scope_id, measure, -1, sum(
      case when month < ${monthOf(first.from)} then total
        else ${daysFrom(sql`month`, sql`(${first.from}::date - 1)`)} end
    ), null
    from kept
    where measure = any (${codes.stocks}::text[]) and month <= ${first.from}
    group by scope_id, measure
    union all
    select scope_id, measure, -2, 0, first_day(month, days)
    from (
      select distinct on (scope_id, measure) scope_id, measure, month, days
      from kept
      where measure = any (${codes.beginnings}::text[]) and month <= ${last.to} and 0 <> any (days)
      order by scope_id, measure, month
    ) as beginning`.execute(trx)
  for (const row of rows) sortIn(kept.get(row.scope_id), row, periods.length)
  return kept
}

// The days of a kept month within bounds. Written out: PostgreSQL does not inline a function with a subquery, and calling
// it for each row took most of the time of a ranking by day.
const daysFrom = (first: RawBuilder<unknown>, last: RawBuilder<unknown>) =>
  sql`(select coalesce(sum(amount), 0) from unnest(days[greatest(${first} - month, 0) + 1 : ${last} - month + 1]) as amount)`

interface KeptRow {
  scope_id: Id
  measure: string
  /** -1: before the first period; -2: the first day. */
  n: number
  amount: number
  first: Day | null
}

interface Amounts extends KeptAmounts {
  inPeriod: Map<string, number[]>
  before: Map<string, number>
  first: Map<string, Day>
}

const emptyAmounts = (): Amounts => ({ inPeriod: new Map(), before: new Map(), first: new Map() })

function sortIn(amounts: Amounts | undefined, row: KeptRow, periods: number): void {
  if (!amounts) return
  if (row.n === -1) amounts.before.set(row.measure, row.amount)
  else if (row.first !== null) amounts.first.set(row.measure, row.first)
  else {
    const sums = amounts.inPeriod.get(row.measure) ?? new Array<number>(periods).fill(0)
    sums[row.n] = row.amount
    amounts.inPeriod.set(row.measure, sums)
  }
}

function codesOf(indicators: readonly Indicator[], kind: Period['kind']) {
  const all = new Set(indicators.flatMap((indicator) => keptCodes(indicator, kind)))
  const stocks = indicators
    .flatMap((indicator) => [...indicator.numerator, ...(indicator.denominator ?? [])])
    .filter((term) => term.kind === 'stock')
    .flatMap(({ measure }) => [stockCode(measure), declaredCode(stockCode(measure))])
  const recordedWith = indicators.flatMap((indicator) => indicator.recordedWith ?? [])
  return { all: [...all], stocks: [...new Set(stocks)], beginnings: [...new Set([...stocks, ...recordedWith])] }
}
