import { sql, type Transaction } from 'kysely'
import { enqueue } from '#platform/server/jobs.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import type { CallbackItem, CallbackResult, DrawInList, DrawPeriodKind, drawItemsRoute } from '../shared/callback.ts'
import { addSums, noSums, type StratumResult, sumsOf, verifiedShare } from '../shared/share.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** The draws of a commune, newest first, with the answers that are counted. */
export const drawsOf = async (trx: Trx, communeId: Id): Promise<DrawInList[]> =>
  (await drawRows(trx, sql`d.commune_id = ${communeId}`)).map(presentDraw)

interface DrawRow {
  id: Id
  kind: DrawPeriodKind
  from: Day
  to: Day
  seed: number
  size: number
  reason: string | null
  drawn_by: Id
  drawn_at: Date
  strata: (StratumResult & { teamId: Id; team: string })[] | null
}

async function drawRows(trx: Trx, which: ReturnType<typeof sql>): Promise<DrawRow[]> {
  const { rows } = await sql<DrawRow>`
    select d.id, d.period_kind as kind, d.period_from as from, d.period_to as to, d.seed, d.size, d.reason, d.drawn_by,
      d.drawn_at, (
        select json_agg(json_build_object('teamId', s.team_id, 'team', team.name, 'population', s.population,
          'drawn', s.drawn, 'confirmed', s.confirmed, 'denied', s.denied, 'notReached', s.not_reached)
          order by team.sort_key, team.id)
        from callback_stratum s join team on team.id = s.team_id
        where s.draw_id = d.id
      ) as strata
    from callback_draw d where ${which}
    order by d.period_from desc, d.drawn_at desc, d.id`.execute(trx)
  return rows
}

const presentDraw = ({ id, kind, from, to, seed, size, reason, strata, ...row }: DrawRow): DrawInList => {
  const sums = (strata ?? []).map(sumsOf).reduce(addSums, noSums)
  const { population, drawn, confirmed, denied, notReached } = sums
  return {
    id,
    period: { kind, from, to },
    seed,
    size,
    reason,
    drawnBy: row.drawn_by,
    drawnAt: row.drawn_at.toISOString(),
    ...{ population, drawn, confirmed, denied, notReached },
    verified: verifiedShare(sums),
  }
}

/** One draw with its items. Throws `not-found` for a draw of another commune. */
export async function drawWithItems(trx: Trx, communeId: Id, drawId: Id): Promise<OutputOf<typeof drawItemsRoute>> {
  const [row] = await drawRows(trx, sql`d.commune_id = ${communeId} and d.id = ${drawId}`)
  if (!row) throw new Problem(notFound)
  const items = await itemsOf(trx, drawId)
  // Counted here, where the answers are at hand: the kept sums are a moment behind who records.
  const strata = (row.strata ?? []).map((stratum) => ({ ...stratum, ...answersIn(items, stratum.teamId) }))
  const teams = strata.map((stratum) => ({ ...stratum, verified: verifiedShare(sumsOf(stratum)) }))
  return { draw: presentDraw({ ...row, strata }), teams, items }
}

const answersIn = (items: readonly CallbackItem[], teamId: Id) => {
  const count = (result: CallbackResult) =>
    items.filter((item) => item.teamId === teamId && item.result === result).length
  return { confirmed: count('confirmed'), denied: count('denied'), notReached: count('not-reached') }
}

// Whom one may call: with the register on, who lives there, has a phone, and agreed to be contacted. Nobody who restricted
// or withdrew, left, or asked to be erased.
const contacts = sql`
  select json_agg(json_build_object('name', p.name, 'phone', p.phone) order by p.relation = 'head' desc, p.name) as contacts
  from person p
  where p.household_id = h.id and p.phone is not null and p.restricted_on is null and p.left_on is null
    and p.merged_into is null and p.off_on is null and p.erase_on is null and p.erased_on is null
    and exists (
      select from jsonb_array_elements(p.consent) as said (consent)
      where said.consent ->> 'purpose' = 'contact' and (said.consent ->> 'given')::boolean
    )`

async function itemsOf(trx: Trx, drawId: Id): Promise<CallbackItem[]> {
  const { rows } = await sql<{ row: CallbackItem }>`
    select json_build_object('id', i.id, 'teamId', i.team_id, 'team', team.name, 'day', v.day, 'people', v.people,
      'door', case when h.id is not null then json_build_object('id', h.id, 'number', h.number, 'alley', h.alley,
        'label', h.label, 'note', h.note) end,
      'contacts', coalesce(people.contacts, '[]'),
      'result', i.result, 'resultOn', i.result_on, 'resultBy', i.result_by, 'note', i.note) as row
    from callback_item i
    join team on team.id = i.team_id
    join visit v on v.id = i.visit_id
    left join household h on h.id = v.household_id
    left join lateral (${contacts}) people on true
    where i.draw_id = ${drawId}
    order by team.sort_key, team.id, h.walk_order, i.position`.execute(trx)
  return rows.map(({ row }) => row)
}

export interface RecordedResult {
  communeId: Id
  drawId: Id
  itemId: Id
  result: CallbackResult
  on: Day
  note: string | null
  by: Id
}

/** Keeps what was answered (what was recorded before stands in the audit). Answers the team. Throws `not-found`. */
export async function recordResult(trx: Trx, made: RecordedResult): Promise<{ teamId: Id; before: string | null }> {
  const { rows } = await sql<{ team_id: Id; before: string | null }>`
    with item as (
      select i.id, i.result as before from callback_item i join callback_draw d on d.id = i.draw_id
      where i.id = ${made.itemId} and d.id = ${made.drawId} and d.commune_id = ${made.communeId}
      for update of i
    )
    update callback_item set result = ${made.result}, result_on = ${made.on}, result_by = ${made.by},
      note = ${made.note}, recorded_at = now()
    from item where callback_item.id = item.id
    returning callback_item.team_id, item.before`.execute(trx)
  const [row] = rows
  if (!row) throw new Problem(notFound)
  await enqueue(trx, 'verification.count', { draw: made.drawId }, { key: `verification.count/${made.drawId}` })
  return { teamId: row.team_id, before: row.before }
}
