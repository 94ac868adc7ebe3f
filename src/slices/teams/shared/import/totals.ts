import { problemAt, type RosterProblem, type RosterProblemCode } from './problems.ts'
import type { StatedTotal } from './types.ts'

/** What was found in a sheet; members count its rows, also those that are not imported. */
export interface Found {
  communes: number
  teams: number
  members: number
  /** Rows were left out: then communes and teams may be fewer for that reason. */
  blocked: boolean
}

/**
 * Compares what the file says of itself with what was found. A sheet with several sums (one for each commune) may have
 * a grand total below them or not: either reading that agrees will do.
 */
export const checkTotals = (totals: StatedTotal[], found: Found): RosterProblem[] => {
  const last = totals.at(-1)
  if (!last) return []
  const sum = totals.reduce((all, { members }) => all + (members ?? 0), 0)
  const problems = sum === found.members ? [] : differing(last, 'members', found)
  if (totals.length > 1 || found.blocked) return problems
  return [...problems, ...differing(last, 'teams', found), ...differing(last, 'communes', found)]
}

const differing = (total: StatedTotal, what: 'communes' | 'teams' | 'members', found: Found): RosterProblem[] => {
  const stated = total[what]
  if (stated === null || stated === found[what]) return []
  const code: RosterProblemCode = `total-${what}`
  return [problemAt(total, code, null, { stated, found: found[what] })]
}
