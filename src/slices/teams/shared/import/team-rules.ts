import { problemAt, type RosterProblem, type Spot } from './problems.ts'
import type { ColumnHeaders, PlannedTeam, RosterRow } from './types.ts'

export interface TeamSize {
  min: number
  max: number
}

/** What a team has to be looked at for: one leader, neither too few nor too many people; said once for each. */
export const checkTeam = (team: PlannedTeam, size: TeamSize, headersOf: (row: RosterRow) => ColumnHeaders) => {
  const first = team.members[0]
  if (!first) return []
  const count = team.members.length
  const at = (row: RosterRow): Spot => ({ sheet: row.sheet, row: row.row, headers: headersOf(row) })
  const problems: RosterProblem[] = leaderProblems(team, first, at)
  const values = { team: team.hamlet, count, min: size.min, max: size.max }
  if (count < size.min) problems.push(problemAt(at(first), 'team-too-small', 'hamlet', values))
  if (count > size.max) problems.push(problemAt(at(first), 'team-too-large', 'hamlet', values))
  return problems
}

const leaderProblems = (team: PlannedTeam, first: RosterRow, at: (row: RosterRow) => Spot): RosterProblem[] => {
  const leaders = team.members.filter(({ role }) => role === 'leader')
  const [, second] = leaders
  if (leaders.length === 0) return [problemAt(at(first), 'no-leader', 'role', { team: team.hamlet })]
  if (!second) return []
  const rows = leaders.map(({ row }) => row).join(', ')
  return [problemAt(at(second), 'two-leaders', 'role', { team: team.hamlet, count: leaders.length, rows })]
}
