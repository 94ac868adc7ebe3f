import type { Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day, Period, PeriodKind } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { headlineIndicators } from '#slices/indicators/server/public.ts'
import { evaluate, type Indicator, type KeptAmounts } from '#slices/indicators/shared/public.ts'
import type { Dashboard, Figure } from '../shared/figure.ts'
import { readKept, type Scopes } from './kept-amounts.ts'
import { periodsUpTo, toldPeriod, trendLength } from './periods.ts'
import { scopeOfPlace, scopeOfTeam } from './scope.queries.ts'

type Trx = Transaction<Database>

/** The dashboard of a place; three queries, whatever its size. */
export async function dashboardOfPlace(trx: Trx, placeId: Id, kind: PeriodKind, on: Day): Promise<Dashboard> {
  const { asOf, scopes, declarations } = await scopeOfPlace(trx, placeId)
  return { asOf, ...(await sixFigures(trx, scopes, kind, on)), declarations }
}

export async function dashboardOfTeam(trx: Trx, teamId: Id, kind: PeriodKind, on: Day): Promise<Dashboard> {
  const { asOf, scopes } = await scopeOfTeam(trx, teamId)
  return { asOf, ...(await sixFigures(trx, scopes, kind, on)), declarations: [] }
}

async function sixFigures(trx: Trx, scopes: Scopes, kind: PeriodKind, on: Day) {
  const periods = periodsUpTo(kind, on, trendLength)
  const indicators = await headlineIndicators(trx)
  const kept = await readKept(trx, scopes, indicators, periods)
  const [amounts] = kept.values()
  const period = periods.at(-1)
  if (!amounts || !period) throw new Error('a dashboard is of one place and at least one period')
  return {
    period: toldPeriod(period),
    trendFrom: periods.map(({ from }) => from),
    figures: indicators.map((indicator) => ({
      ...figureOf(indicator, amounts, periods),
      trend: periods.map((_, n) => evaluate(indicator, amounts, periods, n).value),
    })),
  }
}

/** The figure of the last of the periods, beside that of the one before. */
export function figureOf(indicator: Indicator, amounts: KeptAmounts, periods: readonly Period[]): Figure {
  const last = periods.length - 1
  return {
    indicator: indicator.code,
    ...evaluate(indicator, amounts, periods, last),
    previous: evaluate(indicator, amounts, periods, last - 1).value,
  }
}
