import { type Day, type Period, periodOf } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { uniqueCode, uniquePeriods } from '#platform/shared/measures.ts'
import type { Cells } from './cells.ts'
import { type Standings, standingOn } from './standing.ts'

/** A reason to count a subject: this team did something there on this day. */
export interface Reason {
  team: Id
  day: Day
}

/**
 * Gives a subject one more reason. In each calendar period and each place in which this is the first one, the count of
 * subjects rises by one. Changes `reasons`.
 */
export function addReason(
  cells: Cells,
  standings: Standings,
  measure: string,
  reasons: Reason[],
  reason: Reason,
): void {
  countAlone(cells, standings, measure, reasons, reason, 1)
  reasons.push(reason)
}

/**
 * Takes one such reason away; where it was the last one, the count falls by one. Answers false when there was none: a
 * fault of the writer, which `tungnha recount` shows and mends.
 */
export function takeReason(
  cells: Cells,
  standings: Standings,
  measure: string,
  reasons: Reason[],
  reason: Reason,
): boolean {
  const at = reasons.findIndex((one) => one.team === reason.team && one.day === reason.day)
  if (at < 0) return false
  reasons.splice(at, 1)
  countAlone(cells, standings, measure, reasons, reason, -1)
  return true
}

function countAlone(
  cells: Cells,
  standings: Standings,
  measure: string,
  others: readonly Reason[],
  reason: Reason,
  sign: 1 | -1,
): void {
  const { scopes } = standingOn(standings, reason.team, reason.day)
  for (const period of periodsOf(reason.day)) {
    const code = uniqueCode(measure, period.kind)
    const near = others.filter((other) => period.from <= other.day && other.day <= period.to)
    const seenIn = near.map((other) => standingOn(standings, other.team, other.day).scopes)
    for (const scope of scopes)
      if (!seenIn.some((seen) => seen.includes(scope))) cells.add(scope, code, period.from, sign)
  }
}

// Kept, because a fold asks for the same few days a thousand times; forgotten when somebody dates back over years.
const known = new Map<Day, readonly Period[]>()
const mostKnown = 1_000

function periodsOf(day: Day): readonly Period[] {
  const found = known.get(day)
  if (found) return found
  if (known.size >= mostKnown) known.clear()
  const periods = uniquePeriods.map((kind) => periodOf(kind, day))
  known.set(day, periods)
  return periods
}
