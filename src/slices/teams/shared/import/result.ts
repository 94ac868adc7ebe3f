import type { RosterProblem } from './problems.ts'
import type { CommuneOption, CommuneQuery, RosterPlan, RosterRow, StatedTotal } from './types.ts'

/** A question to the person who imports; until it is answered the `chosen` place stands. */
export interface CommuneQuestion {
  sheet: string
  /** The first row where it stands. */
  row: number
  query: CommuneQuery
  chosen: CommuneOption | null
  options: CommuneOption[]
}

/** What came of a roster. The figures count what is imported: blocked rows and repeated rows are not in them. */
export interface RosterResult {
  teams: number
  members: number
  leaders: number
  deputies: number
  /** Persons; fewer than members when somebody is in two teams. */
  people: number
  blockedRows: number
  problems: RosterProblem[]
  questions: CommuneQuestion[]
  totals: StatedTotal[]
  rows: RosterRow[]
  plan: RosterPlan
}
