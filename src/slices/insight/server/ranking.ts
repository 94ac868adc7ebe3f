import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day, PeriodKind } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { invalidInput } from '#platform/shared/problems.ts'
import { allIndicators } from '#slices/indicators/server/public.ts'
import type { Indicator } from '#slices/indicators/shared/public.ts'
import { placeTitle } from '#slices/places/shared/public.ts'
import type { Figure, Ranking } from '../shared/figure.ts'
import { verificationOf } from '../shared/verification.ts'
import { figureOf } from './dashboard.ts'
import { hamletScopes, placeScopes, readKept, type Scopes, teamScopes } from './kept-amounts.ts'
import { periodsUpTo, toldPeriod } from './periods.ts'
import { scopeOfPlace } from './scope.queries.ts'
import { readShares } from './verified.queries.ts'

type Trx = Transaction<Database>

export interface RankingWish {
  placeId: Id
  kind: PeriodKind
  on: Day
  indicator: string
  of?: 'places' | 'teams'
  order: 'desc' | 'asc'
  page: number
  size: number
}

/** Everything below a place, ranked; five queries. Throws `not-found`, `input.invalid` (an unknown indicator). */
export async function rankingOf(trx: Trx, wish: RankingWish): Promise<Ranking> {
  const { level, asOf } = await scopeOfPlace(trx, wish.placeId)
  const periods = periodsUpTo(wish.kind, wish.on, 2)
  const to = periods.at(-1)?.to ?? wish.on
  const of = wish.of ?? (level === 'nation' || level === 'province' ? 'places' : 'teams')
  const below = of === 'places' ? await placesBelow(trx, wish.placeId, to) : await teamsIn(trx, wish.placeId)
  const { indicators, ranked } = await wantedIndicators(trx, wish.indicator)
  const period = periods.at(-1)
  if (!period) throw new Error('a ranking is of one period')
  const kept = await readKept(trx, below.scopes, indicators, periods)
  const shares = await readShares(trx, below.scopes.ids, period)
  const rows = below.rows.flatMap((row) => {
    const amounts = kept.get(row.id)
    const verification = verificationOf(shares.get(row.id))
    const figures = amounts ? indicators.map((one) => figureOf(one, amounts, periods, verification?.share)) : []
    return below.ended.has(row.id) && figures.every(isNothing) ? [] : [{ ...row, verification, figures }]
  })
  const sorted = rankRows(rows, ranked.code, wish.order)
  const from = (wish.page - 1) * wish.size
  return {
    asOf,
    period: toldPeriod(period),
    indicator: ranked.code,
    total: sorted.length,
    rows: sorted.slice(from, from + wish.size),
  }
}

const isNothing = ({ value, previous }: Figure) => !value && !previous

interface Below {
  /** Shown only with something in the periods. */
  ended: ReadonlySet<Id>
  rows: Omit<Ranking['rows'][number], 'rank' | 'verification' | 'figures'>[]
  scopes: Scopes
}

/** In Vietnamese order, so that equal values come in it. */
async function placesBelow(trx: Trx, placeId: Id, day: Day): Promise<Below> {
  const { rows } = await sql<{ id: Id; level: string; kind: string | null; name: string }>`
    select id, level, kind, name from insight_place
    where parent_id = ${placeId} and valid_from <= ${day} and (valid_to is null or valid_to > ${day})
    order by sort_key, id`.execute(trx)
  const ids = rows.map(({ id }) => id)
  return {
    ended: new Set(),
    rows: rows.map(({ id, level, kind, name }) => ({ id, of: 'place', level, title: placeTitle(kind, name) })),
    scopes: rows[0]?.level === 'hamlet' ? hamletScopes(ids) : placeScopes(ids),
  }
}

/** Teams that stand in the place now; a dissolved one while its work or members still show in the periods. */
async function teamsIn(trx: Trx, placeId: Id): Promise<Below> {
  const { rows } = await sql<{ id: Id; name: string; status: string; places: Id[] }>`
    select id, name, status, array(
      select place_id from team_place where team_id = insight_team.id and (commune_id = ${placeId} or place_id = ${placeId})
    ) as places
    from insight_team where (commune_id = ${placeId} or place_id = ${placeId})
    order by sort_key, id`.execute(trx)
  const ids = rows.map(({ id }) => id)
  return {
    ended: new Set(rows.filter(({ status }) => status === 'dissolved').map(({ id }) => id)),
    rows: rows.map(({ id, name }) => ({ id, of: 'team', level: null, title: name })),
    scopes: teamScopes(ids, [...new Set([placeId, ...rows.flatMap(({ places }) => places)])]),
  }
}

async function wantedIndicators(trx: Trx, code: string): Promise<{ indicators: Indicator[]; ranked: Indicator }> {
  const all = await allIndicators(trx)
  const ranked = all.find((one) => one.code === code && one.family === null)
  if (!ranked) throw new Problem(invalidInput, undefined, [unknownIndicator])
  const headline = all.filter((one) => one.headline !== null)
  headline.sort((a, b) => (a.headline ?? 0) - (b.headline ?? 0))
  return { indicators: headline.includes(ranked) ? headline : [...headline, ranked], ranked }
}

const unknownIndicator = {
  path: 'query.indicator',
  vi: 'Không có chỉ tiêu này. Hãy chọn một chỉ tiêu trong danh mục.',
  en: 'There is no such indicator. Choose one from the catalogue.',
}

type Unranked = Omit<Ranking['rows'][number], 'rank'>

function rankRows(rows: readonly Unranked[], code: string, order: 'desc' | 'asc'): Ranking['rows'] {
  const worth = (row: Unranked) => row.figures.find((figure) => figure.indicator === code)?.value ?? null
  const valued = rows.filter((row) => worth(row) !== null)
  const descending = [...valued].sort((a, b) => (worth(b) ?? 0) - (worth(a) ?? 0))
  const rankOf = new Map<number, number>()
  for (const [index, row] of descending.entries()) {
    const value = worth(row) ?? 0
    if (!rankOf.has(value)) rankOf.set(value, index + 1)
  }
  const ranked = descending.map((row) => ({ ...row, rank: rankOf.get(worth(row) ?? 0) ?? null }))
  const without = rows.filter((row) => worth(row) === null).map((row) => ({ ...row, rank: null }))
  return [...(order === 'desc' ? ranked : ranked.reverse()), ...without]
}
