import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day, PeriodKind } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { allIndicators } from '#slices/indicators/server/public.ts'
import { type Indicator, indicatorOfItem } from '#slices/indicators/shared/public.ts'
import type { PlaceIndicators } from '../shared/figure.ts'
import { figureOf, verificationIn } from './dashboard.ts'
import { readKept, type Scopes } from './kept-amounts.ts'
import { periodsUpTo, toldPeriod } from './periods.ts'
import { scopeOfPlace, scopeOfTeam } from './scope.queries.ts'

type Trx = Transaction<Database>

/** All indicators of a place; five queries, whatever its size. */
export async function indicatorsOfPlace(trx: Trx, placeId: Id, kind: PeriodKind, on: Day): Promise<PlaceIndicators> {
  const { asOf, scopes } = await scopeOfPlace(trx, placeId)
  return { asOf, ...(await allFigures(trx, scopes, kind, on)) }
}

export async function indicatorsOfTeam(trx: Trx, teamId: Id, kind: PeriodKind, on: Day): Promise<PlaceIndicators> {
  const { asOf, scopes } = await scopeOfTeam(trx, teamId)
  return { asOf, ...(await allFigures(trx, scopes, kind, on)) }
}

async function allFigures(trx: Trx, scopes: Scopes, kind: PeriodKind, on: Day) {
  const periods = periodsUpTo(kind, on, 2)
  const items = await libraryItems(trx)
  const wanted = (await allIndicators(trx)).flatMap((indicator) => membersOf(indicator, items))
  const indicators = wanted.map(({ indicator }) => indicator)
  const [amounts] = (await readKept(trx, scopes, indicators, periods)).values()
  const period = periods.at(-1)
  if (!amounts || !period) throw new Error('indicators are of one place and at least one period')
  const verification = await verificationIn(trx, scopes, period)
  const figures = wanted.map(({ indicator, definition, item }) => ({
    ...figureOf(indicator, amounts, periods, verification?.share),
    definition,
    item,
  }))
  // Of families only items with something to show: a province's own app means nothing elsewhere.
  const shown = figures.filter((one) => !one.item || one.value || one.previous)
  return { period: toldPeriod(period), verification, figures: shown }
}

interface Item {
  kind: string
  code: string
  vi: string
  en: string
}

const libraryItems = async (trx: Trx): Promise<Item[]> =>
  (await sql<Item>`select kind, code, vi, en from insight_library_item order by kind, position, vi`.execute(trx)).rows

interface Wanted {
  indicator: Indicator
  definition: string
  item: PlaceIndicators['figures'][number]['item']
}

const membersOf = (indicator: Indicator, items: readonly Item[]): Wanted[] =>
  indicator.family === null
    ? [{ indicator, definition: indicator.code, item: null }]
    : items
        .filter(({ kind }) => kind === indicator.family)
        .map(({ code, vi, en }) => ({
          indicator: indicatorOfItem(indicator, { code, vi, en }),
          definition: indicator.code,
          item: { code, vi, en },
        }))
