import { defaultComposition } from '../composition.ts'
import type { LaidOutRoster } from './lay-out.ts'
import { checkPeople } from './people.ts'
import type { TeamOfRow } from './place-teams.ts'
import { problemAt, type RosterProblem } from './problems.ts'
import type { RosterResult } from './result.ts'
import type { Steps } from './steps.ts'
import { type TakenMembers, takeMembers } from './take-members.ts'
import { checkTeam } from './team-rules.ts'
import { checkTotals } from './totals.ts'
import type { InterpretOptions, PlannedTeam, RosterRow } from './types.ts'

/** Makes of a laid out file what an import would do, and everything a person should know before. Pure: nothing is written. */
export function* interpretRoster(roster: LaidOutRoster, options: InterpretOptions): Steps<RosterResult> {
  const taken = yield* takeMembers(roster, options)
  const { headersOf } = taken
  const { kept, problems: ofPeople } = checkPeople(taken.rows, headersOf)
  const teams = planTeams(kept, taken.teams)
  const ofTeams = teams.flatMap((team) => checkTeam(team, options.composition ?? defaultComposition, headersOf))
  const said = [...roster.sheets.flatMap(({ result }) => result.problems), ...taken.problems, ...ofPeople, ...ofTeams]
  const problems = [...roster.problems, ...unitsNotice(options), ...said, ...totalProblems(roster, taken)]
  return {
    ...figures(roster, taken, kept, teams),
    problems: inOrder(roster, problems),
    questions: taken.questions,
    totals: roster.sheets.flatMap(({ result }) => result.totals),
    rows: kept,
    plan: { teams },
  }
}

const unitsNotice = ({ unitsOf }: InterpretOptions): RosterProblem[] => {
  const [year, month, day] = unitsOf?.split('-') ?? []
  return unitsOf ? [problemAt({ sheet: null, row: null }, 'units-of', null, { day: `${day}/${month}/${year}` })] : []
}

const planTeams = (rows: RosterRow[], teams: Map<string, TeamOfRow>): PlannedTeam[] => {
  const planned = new Map<string, PlannedTeam>()
  for (const row of rows) {
    const team = planned.get(row.team) ?? emptyTeam(teams.get(row.team))
    team?.members.push(row)
    if (team) planned.set(row.team, team)
  }
  return [...planned.values()]
}

const emptyTeam = (team: TeamOfRow | undefined): PlannedTeam | undefined => {
  if (!team) return undefined
  const { communeKey: _, ...rest } = team
  return { ...rest, members: [] }
}

const figures = (roster: LaidOutRoster, taken: TakenMembers, kept: RosterRow[], teams: PlannedTeam[]) => ({
  teams: teams.length,
  members: kept.length,
  leaders: kept.filter(({ role }) => role === 'leader').length,
  deputies: kept.filter(({ role }) => role === 'deputy').length,
  people: new Set(kept.map(({ person }) => person)).size,
  blockedRows: rowsFound(roster) - taken.rows.length,
})

const rowsFound = ({ sheets }: LaidOutRoster): number =>
  sheets.reduce((all, { result }) => all + result.members.length + result.blocked, 0)

const totalProblems = ({ sheets }: LaidOutRoster, { rows, teams }: TakenMembers): RosterProblem[] =>
  sheets.flatMap(({ name, result }) => {
    const own = rows.filter(({ sheet }) => sheet === name)
    const members = result.members.length + result.blocked
    const keys = new Set(own.map(({ team }) => team))
    const communes = new Set([...keys].map((key) => teams.get(key)?.communeKey))
    const blocked = own.length < members
    return checkTotals(result.totals, { communes: communes.size, teams: keys.size, members, blocked })
  })

/** As a reader goes through the file: sheet by sheet, what concerns a whole sheet first, then row by row. */
const inOrder = ({ sheets }: LaidOutRoster, problems: RosterProblem[]): RosterProblem[] => {
  const order = new Map(sheets.map(({ name }, index) => [name, index]))
  const place = ({ sheet }: RosterProblem) => (sheet === null ? -1 : (order.get(sheet) ?? sheets.length))
  return [...problems].sort((a, b) => place(a) - place(b) || (a.row ?? 0) - (b.row ?? 0))
}
