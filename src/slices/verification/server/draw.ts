import { randomInt } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { v7 as newId } from 'uuid'
import { enqueue } from '#platform/server/jobs.ts'
import type { Database } from '#platform/server/schema.ts'
import { type Day, type Period, periodOf } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { DrawPeriodKind } from '../shared/callback.ts'
import { drawnBefore, drawnElsewhere, nothingToDraw, periodAhead } from '../shared/problems.ts'
import { largestSeed } from '../shared/random.ts'
import { type Drawn, drawSample, type Stratum } from '../shared/sample.ts'
import './tables.ts'

type Trx = Transaction<Database>

export interface DrawWish {
  communeId: Id
  kind: DrawPeriodKind
  on: Day
  size: number
  reason?: string
  by: Id
  today: Day
}

export interface MadeDraw {
  id: Id
  seed: number
  drawn: number
  /** How many samples of the period there were before. */
  before: number
}

/**
 * Draws a sample of a period's visits and keeps it. Throws `not-found`, `callback.level` for what is no commune,
 * `callback.ahead`, `callback.empty`, and `callback.drawn` where it is not the first of its period and no reason is given.
 */
export async function draw(trx: Trx, wish: DrawWish): Promise<MadeDraw> {
  const provinceId = await provinceOf(trx, wish.communeId)
  const period = periodOf(wish.kind, wish.on)
  if (period.from > wish.today) throw new Problem(periodAhead)
  const before = await drawsBefore(trx, wish.communeId, period)
  if (before > 0 && !wish.reason) throw new Problem(drawnBefore, { count: before })
  const seed = randomInt(largestSeed + 1)
  const sample = drawSample(await visitsOf(trx, wish.communeId, period), wish.size, seed)
  if (sample.length === 0) throw new Problem(nothingToDraw)
  const id = await keep(trx, { ...wish, provinceId, period, seed }, sample)
  await enqueue(trx, 'verification.count', { draw: id }, { key: `verification.count/${id}` })
  return { id, seed, before, drawn: sample.reduce((sum, { visits }) => sum + visits.length, 0) }
}

async function provinceOf(trx: Trx, communeId: Id): Promise<Id> {
  const place = await trx
    .selectFrom('place')
    .select(['level', 'province_id'])
    .where('id', '=', communeId)
    .executeTakeFirst()
  if (!place) throw new Problem(notFound)
  if (place.level !== 'commune' || !place.province_id) throw new Problem(drawnElsewhere)
  return place.province_id
}

// Two officers who draw at the same moment: the second waits and learns of the first.
async function drawsBefore(trx: Trx, communeId: Id, { from, to }: Period): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`callback_draw/${communeId}`}, 0))`.execute(trx)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from callback_draw
    where commune_id = ${communeId} and period_from = ${from} and period_to = ${to}`.execute(trx)
  return rows[0]?.n ?? 0
}

/** What can be asked about: visits at doors where somebody was guided, by the teams that stand in the commune. */
async function visitsOf(trx: Trx, communeId: Id, { from, to }: Period): Promise<Stratum[]> {
  const { rows } = await sql<{ team: Id; visits: Id[] }>`
    select v.done_by_team_id as team, array_agg(v.id) as visits
    from visit v join team on team.id = v.done_by_team_id
    where team.commune_id = ${communeId} and v.day between ${from} and ${to}
      and v.outcome = 'done' and v.household_id is not null and v.cancelled_on is null
    group by v.done_by_team_id`.execute(trx)
  return rows
}

async function keep(
  trx: Trx,
  made: DrawWish & { provinceId: Id; period: Period; seed: number },
  sample: readonly Drawn[],
): Promise<Id> {
  const id = newId()
  await trx
    .insertInto('callback_draw')
    .values({
      id,
      commune_id: made.communeId,
      province_id: made.provinceId,
      period_kind: made.kind,
      period_from: made.period.from,
      period_to: made.period.to,
      seed: made.seed,
      size: made.size,
      reason: made.reason ?? null,
      drawn_by: made.by,
    })
    .execute()
  await keepItems(trx, id, sample)
  await keepStrata(trx, id, sample)
  return id
}

async function keepItems(trx: Trx, drawId: Id, sample: readonly Drawn[]): Promise<void> {
  const items = sample
    .flatMap(({ team, visits }) => visits.map((visit) => ({ team, visit })))
    .map((item, position) => ({ ...item, id: newId(), position }))
  await sql`
    insert into callback_item (id, draw_id, team_id, visit_id, position)
    select id, ${drawId}, team, visit, position
    from json_to_recordset(${JSON.stringify(items)}::json) as item (id uuid, team uuid, visit uuid, position int)`.execute(
    trx,
  )
}

async function keepStrata(trx: Trx, drawId: Id, sample: readonly Drawn[]): Promise<void> {
  const strata = sample.map(({ team, population, visits }) => ({ team, population, drawn: visits.length }))
  await sql`
    insert into callback_stratum (draw_id, team_id, scopes, population, drawn)
    select ${drawId}, team.id, team.path, stratum.population, stratum.drawn
    from json_to_recordset(${JSON.stringify(strata)}::json) as stratum (team uuid, population int, drawn int)
    join team on team.id = stratum.team`.execute(trx)
}
