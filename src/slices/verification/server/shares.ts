import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { addSums, noSums, type ShareSums, type StratumResult, sumsOf } from '../shared/share.ts'
import './tables.ts'

type Trx = Transaction<Database>

/**
 * Brings the shares of all places above up to date with the answers of one draw: adds the difference to what is counted
 * already. Runs any number of times; two at once wait for each other.
 */
export async function countDraw(db: Kysely<Database>, drawId: Id): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const strata = await changedStrata(trx, drawId)
    if (strata.length === 0) return
    await addToShares(trx, strata)
    await keepStrata(trx, drawId, strata)
  })
}

interface Changed {
  team: Id
  from: Day
  to: Day
  scopes: Id[]
  before: StratumResult | null
  after: StratumResult
}

async function changedStrata(trx: Trx, drawId: Id): Promise<Changed[]> {
  await sql`select from callback_stratum where draw_id = ${drawId} order by team_id for update`.execute(trx)
  const { rows } = await sql<Changed>`
    select s.team_id as team, d.period_from as from, d.period_to as to, s.scopes,
      case when s.counted then json_build_object('population', s.population, 'drawn', s.drawn,
        'confirmed', s.confirmed, 'denied', s.denied, 'notReached', s.not_reached) end as before,
      json_build_object('population', s.population, 'drawn', s.drawn,
        'confirmed', i.confirmed, 'denied', i.denied, 'notReached', i.not_reached) as after
    from callback_stratum s
    join callback_draw d on d.id = s.draw_id
    cross join lateral (${answersOf}) i
    where s.draw_id = ${drawId}
      and (not s.counted or (s.confirmed, s.denied, s.not_reached) <> (i.confirmed, i.denied, i.not_reached))`.execute(
    trx,
  )
  return rows
}

const answersOf = sql`
  select count(*) filter (where result = 'confirmed')::int as confirmed,
    count(*) filter (where result = 'denied')::int as denied,
    count(*) filter (where result = 'not-reached')::int as not_reached
  from callback_item where draw_id = s.draw_id and team_id = s.team_id`

async function addToShares(trx: Trx, strata: readonly Changed[]): Promise<void> {
  const differences = new Map<string, ShareSums & { scope: Id; from: Day; to: Day }>()
  for (const { scopes, from, to, before, after } of strata)
    for (const scope of scopes) {
      const sum = differences.get(scope) ?? { scope, from, to, ...noSums }
      differences.set(scope, { ...sum, ...addSums(sum, difference(before, after)) })
    }
  // In one order for all: two draws that count at once wait for each other and never in a circle.
  const rows = [...differences.values()].sort((a, b) => (a.scope < b.scope ? -1 : 1))
  await sql`
    insert into verified_share as kept (scope_id, period_from, period_to, population, drawn, confirmed, denied,
      not_reached, answered_for, weighted, squares)
    select scope, "from", "to", population, drawn, confirmed, denied, "notReached", "answeredFor", weighted, squares
    from json_to_recordset(${JSON.stringify(rows)}::json) as difference (scope uuid, "from" date, "to" date,
      population bigint, drawn bigint, confirmed bigint, denied bigint, "notReached" bigint, "answeredFor" bigint,
      weighted double precision, squares double precision)
    order by scope
    on conflict (scope_id, period_to, period_from) do update set
      population = kept.population + excluded.population, drawn = kept.drawn + excluded.drawn,
      confirmed = kept.confirmed + excluded.confirmed, denied = kept.denied + excluded.denied,
      not_reached = kept.not_reached + excluded.not_reached,
      answered_for = kept.answered_for + excluded.answered_for,
      weighted = kept.weighted + excluded.weighted, squares = kept.squares + excluded.squares`.execute(trx)
}

const difference = (before: StratumResult | null, after: StratumResult): ShareSums =>
  before ? addSums(sumsOf(after), negated(sumsOf(before))) : sumsOf(after)

const negated = (sums: ShareSums): ShareSums =>
  Object.fromEntries(Object.entries(sums).map(([name, amount]) => [name, -amount])) as unknown as ShareSums

async function keepStrata(trx: Trx, drawId: Id, strata: readonly Changed[]): Promise<void> {
  const rows = strata.map(({ team, after }) => ({ team, ...after }))
  await sql`
    update callback_stratum set counted = true, confirmed = now_is.confirmed, denied = now_is.denied,
      not_reached = now_is."notReached"
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as now_is (team uuid, confirmed int, denied int, "notReached" int)
    where draw_id = ${drawId} and team_id = now_is.team`.execute(trx)
}

/** A kept share that is not what the answers say. */
export interface ShareDifference {
  scope: Id
  from: Day
  to: Day
  kept: string
  recounted: string
}

/**
 * Computes every share anew from draws and answers, by SQL of its own, and tells what differs. Answers that wait to be
 * counted differ too: it is for when nobody records.
 */
export async function shareDifferences(db: Kysely<Database>): Promise<ShareDifference[]> {
  const { rows } = await sql<ShareDifference>`
    with anew as (${recounted})
    select coalesce(anew.scope_id, kept.scope_id) as scope, coalesce(anew.period_from, kept.period_from) as from,
      coalesce(anew.period_to, kept.period_to) as to,
      ${inWords(sql`kept`)} as kept, ${inWords(sql`anew`)} as recounted
    from anew full join verified_share kept using (scope_id, period_from, period_to)
    where ${inWords(sql`kept`)} is distinct from ${inWords(sql`anew`)}
    order by 1, 2, 3`.execute(db)
  return rows
}

/** Puts the recounted shares in place of the kept ones. */
export async function rebuildShares(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select from callback_stratum order by draw_id, team_id for update`.execute(trx)
    await sql`delete from verified_share`.execute(trx)
    await sql`insert into verified_share (scope_id, period_from, period_to, population, drawn, confirmed, denied,
      not_reached, answered_for, weighted, squares) ${recounted}`.execute(trx)
    await sql`update callback_stratum s set counted = true, confirmed = i.confirmed, denied = i.denied,
      not_reached = i.not_reached from (
        select draw_id, team_id, count(*) filter (where result = 'confirmed')::int as confirmed,
          count(*) filter (where result = 'denied')::int as denied,
          count(*) filter (where result = 'not-reached')::int as not_reached
        from callback_item group by draw_id, team_id
      ) i where i.draw_id = s.draw_id and i.team_id = s.team_id`.execute(trx)
  })
}

// Sums of fractions in another order differ in the last digits: compared to the sixth.
const inWords = (row: ReturnType<typeof sql>) => sql`concat_ws(' ', ${row}.population, ${row}.drawn, ${row}.confirmed,
  ${row}.denied, ${row}.not_reached, ${row}.answered_for, round(${row}.weighted::numeric, 6),
  round(${row}.squares::numeric, 6))`

const recounted = sql`
  select scope_id, period_from, period_to, sum(population)::bigint as population, sum(drawn)::bigint as drawn,
    sum(confirmed)::bigint as confirmed, sum(denied)::bigint as denied, sum(not_reached)::bigint as not_reached,
    coalesce(sum(population) filter (where confirmed + denied > 0), 0)::bigint as answered_for,
    coalesce(sum(population * confirmed / (confirmed + denied)::float8) filter (where confirmed + denied > 0), 0) as weighted,
    coalesce(sum(population::float8 * population / (confirmed + denied)) filter (where confirmed + denied > 0), 0) as squares
  from (
    select s.scopes, d.period_from, d.period_to, s.population, count(i.id) as drawn,
      count(*) filter (where i.result = 'confirmed') as confirmed, count(*) filter (where i.result = 'denied') as denied,
      count(*) filter (where i.result = 'not-reached') as not_reached
    from callback_stratum s
    join callback_draw d on d.id = s.draw_id
    join callback_item i on i.draw_id = s.draw_id and i.team_id = s.team_id
    group by s.draw_id, s.team_id, d.id
  ) as stratum
  cross join unnest(scopes) as scope_id
  group by scope_id, period_from, period_to`
