import { type CompositionRule, type CompositionWarning, compositionWarnings } from '../composition.ts'
import { problemAt, type RosterProblem, type RosterProblemCode } from './problems.ts'
import type { ColumnHeaders, ColumnKind, PlannedTeam, RosterRow } from './types.ts'

const said: Record<CompositionWarning, { code: RosterProblemCode; column: ColumnKind }> = {
  'no-leader': { code: 'no-leader', column: 'role' },
  'two-leaders': { code: 'two-leaders', column: 'role' },
  'too-small': { code: 'team-too-small', column: 'hamlet' },
  'too-large': { code: 'team-too-large', column: 'hamlet' },
}

/** What has to be looked at in how a team is made up; said once each, at its first row or at the second leader's. */
export const checkTeam = (
  team: PlannedTeam,
  rule: CompositionRule,
  headersOf: (row: RosterRow) => ColumnHeaders,
): RosterProblem[] => {
  const leaders = team.members.filter(({ role }) => role === 'leader')
  const members = team.members.length
  return compositionWarnings({ members, leaders: leaders.length }, rule).flatMap((warning) => {
    const { code, column } = said[warning]
    const count = warning === 'two-leaders' ? leaders.length : members
    const rows = leaders.map(({ row }) => row).join(', ')
    const values = { team: team.hamlet, count, rows, min: rule.members.least, max: rule.members.most }
    const at = warning === 'two-leaders' ? leaders[1] : team.members[0]
    return at ? [problemAt({ sheet: at.sheet, row: at.row, headers: headersOf(at) }, code, column, values)] : []
  })
}
