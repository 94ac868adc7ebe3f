import type { DeclaredFigure } from '#platform/server/measures/declared.ts'
import { addMonths } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import {
  communeSource,
  firstCommuneSource,
  nationSource,
  nationTotal,
  pressDay,
  pressFigures,
  pressSource,
} from './facts.ts'
import type { CommunePlan } from './network.ts'
import { randomFrom } from './random.ts'
import { foundingDay, type Span } from './teams.ts'

/** What communes without rows declare: at first in 2022 or 2023, when teams came up, somewhat fewer than the plan says. */
export function communeFigures(plans: readonly CommunePlan[], span: Span, seed: string): DeclaredFigure[] {
  return plans.flatMap((plan) => {
    if (plan.rows || plan.teams === 0) return []
    const random = randomFrom(`${seed}/declared/${plan.commune.code}`)
    const first = foundingDay(random)
    const later = addMonths(span.from, random.int(2, 12))
    const before = random.chance(0.4) && later < span.asOf ? 0.85 + 0.15 * random.next() : 1
    const figures = [
      { measure: 'teams.active', amount: plan.teams },
      { measure: 'members', amount: plan.members },
    ].flatMap(({ measure, amount }) => [
      { measure, day: first, amount: Math.round(amount * before), source: firstCommuneSource },
      ...(before < 1 ? [{ measure, day: later, amount, source: communeSource }] : []),
    ])
    return figures.map((figure) => ({ ...figure, kind: 'stock' as const, placeId: plan.commune.id }))
  })
}

/** A former province as the lists name it, with the province of today in which it went up. */
export interface FormerProvince {
  id: Id
  name: string
  provinceId: Id
  provinceCode: string
}

/** The press figures of 2023: the country's own, and those of units of the old map. */
export function pressDeclarations(nation: Id, formers: readonly FormerProvince[]): DeclaredFigure[] {
  const country = [
    { measure: 'teams.active', amount: nationTotal.teams },
    { measure: 'members', amount: nationTotal.members },
  ].map((figure) => ({ ...figure, placeId: nation, kind: 'stock' as const, day: pressDay, source: nationSource }))
  const old = pressFigures.flatMap(({ province, former, measure, amount }) => {
    const unit = formers.find((one) => one.provinceCode === province && one.name === former)
    if (!unit) return []
    const at = { placeId: unit.provinceId, formerUnitId: unit.id, kind: 'stock' as const, day: pressDay }
    return [{ ...at, measure, amount, source: pressSource }]
  })
  return [...country, ...old]
}
