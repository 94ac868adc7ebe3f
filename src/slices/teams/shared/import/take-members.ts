import type { LaidOutRoster } from './lay-out.ts'
import { withKeys } from './people.ts'
import { type TeamOfRow, teamFinder } from './place-teams.ts'
import { problemAt, type RosterProblem } from './problems.ts'
import { type MemberDetails, readMember } from './read-member.ts'
import type { CommuneQuestion } from './result.ts'
import { rowsPerStep, type Steps } from './steps.ts'
import type { ColumnHeaders, InterpretOptions, RawMember, RosterRow } from './types.ts'

/** Rows whose place and person are known. */
export interface TakenMembers {
  rows: RosterRow[]
  /** By key of team. */
  teams: Map<string, TeamOfRow>
  /** The headers over a row in the file. */
  headersOf: (row: RosterRow) => ColumnHeaders
  problems: RosterProblem[]
  questions: CommuneQuestion[]
}

interface Taken {
  raw: RawMember
  team: TeamOfRow
  details: MemberDetails
}

/** Reads every member row; one whose place or name cannot be known is left out and reported. */
export function* takeMembers(roster: LaidOutRoster, options: InterpretOptions): Steps<TakenMembers> {
  const finder = teamFinder(options)
  const problems: RosterProblem[] = []
  const taken: Taken[] = []
  for (const [index, raw] of roster.sheets.flatMap(({ result }) => result.members).entries()) {
    if (index % rowsPerStep === 0) yield
    const team = finder.teamOf(raw)
    const member = readMember(raw, options.toE164)
    if (team && member.details) taken.push({ raw, team, details: member.details })
    // Of a row that stays out, only what keeps it out is worth saying.
    problems.push(...member.problems.filter(({ severity }) => team || severity === 'block'))
  }
  const teams = commonSpelling(taken.map(({ team }) => team))
  const ofSpelling = taken.flatMap((one) => otherSpelling(one, teams))
  const rows = withKeys(taken.map((one) => draft(one, teams)))
  const headers = new Map(rows.map((row, index) => [row, taken[index]?.raw.headers ?? {}]))
  return {
    rows,
    teams,
    headersOf: (row) => headers.get(row) ?? {},
    problems: [...problems, ...finder.problems(), ...ofSpelling],
    questions: finder.questions(),
  }
}

const draft = ({ raw, team, details }: Taken, teams: Map<string, TeamOfRow>): Omit<RosterRow, 'key' | 'person'> => ({
  ...details,
  team: team.key,
  sheet: raw.sheet,
  row: raw.row,
  commune: team.formerCommune ?? team.placeName,
  hamlet: teams.get(team.key)?.hamlet ?? team.hamlet,
})

/** Each team with the spelling of its hamlet that most rows use. */
const commonSpelling = (teams: TeamOfRow[]): Map<string, TeamOfRow> => {
  const counts = new Map<string, number>()
  const best = new Map<string, TeamOfRow>()
  for (const team of teams) {
    const spelling = `${team.key}|${team.hamlet}`
    const count = (counts.get(spelling) ?? 0) + 1
    counts.set(spelling, count)
    const leading = best.get(team.key)
    if (!leading || count > (counts.get(`${leading.key}|${leading.hamlet}`) ?? 0)) best.set(team.key, team)
  }
  return best
}

const otherSpelling = ({ raw, team }: Taken, teams: Map<string, TeamOfRow>): RosterProblem[] => {
  const hamlet = teams.get(team.key)?.hamlet ?? team.hamlet
  return hamlet === team.hamlet ? [] : [problemAt(raw, 'hamlet-spelling', 'hamlet', { hamlet })]
}
