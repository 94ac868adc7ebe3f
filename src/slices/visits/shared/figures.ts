import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { sumDeltas } from '#platform/shared/measures.ts'
import { visitMeasures } from './measures.ts'
import type { Visit } from './visit.ts'

export interface FiguresScope {
  teams: readonly Id[]
  /** Both included. */
  from: Day
  to: Day
}

/** Sums of measures over some days. */
export interface VisitFigures {
  /** 0 of a measure that nothing counted for. */
  amount(measure: string): number
  /** By measure, all that occurred. */
  amounts: Readonly<Record<string, number>>
  /** Different doors at which somebody was guided. */
  doors: number
  /** Days on which something was recorded. */
  days: number
}

/**
 * What visits count for, by the very definition by which the server counts them (F3), so that the number on the phone is
 * the number in the office. Visits of other teams, which came with their doors, count there.
 */
export const figuresOf = (visits: readonly Visit[], { teams, from, to }: FiguresScope): VisitFigures => {
  const deltas = sumDeltas(
    visits.flatMap(visitMeasures).filter(({ teamId, day }) => teams.includes(teamId) && day >= from && day <= to),
  )
  const amounts: Record<string, number> = {}
  for (const delta of deltas)
    for (const [measure, amount] of Object.entries(delta.amounts ?? {}))
      amounts[measure] = (amounts[measure] ?? 0) + amount
  return {
    amount: (measure) => amounts[measure] ?? 0,
    amounts,
    doors: new Set(deltas.flatMap(({ subjects }) => Object.keys(subjects?.['doors.reached'] ?? {}))).size,
    days: new Set(deltas.map(({ day }) => day)).size,
  }
}
