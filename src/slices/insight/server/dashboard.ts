import type { Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day, Period, PeriodKind } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { headlineIndicators } from '#slices/indicators/server/public.ts'
import { evaluate, type Indicator, type KeptAmounts } from '#slices/indicators/shared/public.ts'
import type { VerifiedShare } from '#slices/verification/shared/public.ts'
import type { Dashboard, Figure } from '../shared/figure.ts'
import { estimated, type Verification, verificationOf } from '../shared/verification.ts'
import { readKept, type Scopes } from './kept-amounts.ts'
import { periodsUpTo, toldPeriod, trendLength } from './periods.ts'
import { scopeOfPlace, scopeOfTeam } from './scope.queries.ts'
import { readShares } from './verified.queries.ts'

type Trx = Transaction<Database>

/** The dashboard of a place; four queries, whatever its size. */
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
  const verification = await verificationIn(trx, scopes, period)
  return {
    period: toldPeriod(period),
    verification,
    trendFrom: periods.map(({ from }) => from),
    figures: indicators.map((indicator) => ({
      ...figureOf(indicator, amounts, periods, verification?.share),
      trend: periods.map((_, n) => evaluate(indicator, amounts, periods, n).value),
    })),
  }
}

/** How true the visits of one place or team are in a period. */
export async function verificationIn(trx: Trx, { ids }: Scopes, period: Period): Promise<Verification | null> {
  const [sums] = (await readShares(trx, ids, period)).values()
  return verificationOf(sums)
}

/** The figure of the last of the periods, beside that of the one before. `share`: of the visits of the period that are true. */
export function figureOf(
  indicator: Indicator,
  amounts: KeptAmounts,
  periods: readonly Period[],
  share: VerifiedShare | null | undefined,
): Figure {
  const last = periods.length - 1
  const now = evaluate(indicator, amounts, periods, last)
  return {
    indicator: indicator.code,
    ...now,
    previous: evaluate(indicator, amounts, periods, last - 1).value,
    estimate: estimated(indicator, now, share),
  }
}
