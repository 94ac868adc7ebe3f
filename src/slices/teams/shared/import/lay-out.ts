import type { Day } from '#platform/shared/dates.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { Sheet } from '#platform/shared/sheets/sheet.ts'
import { queryKey } from './place-teams.ts'
import { problemAt, type RosterProblem } from './problems.ts'
import { readSheet } from './read-sheet.ts'
import { rosterEmpty, rosterWithoutHeader } from './refusals.ts'
import type { SheetResult } from './sheet-walk.ts'
import type { Steps } from './steps.ts'
import type { CommuneQuery } from './types.ts'

/** The tables of a file, before the tree of places has been asked about its communes. */
export interface LaidOutRoster {
  sheets: { name: string; result: SheetResult }[]
  /** The day that the file says it is of. */
  statedDay: Day | null
  problems: RosterProblem[]
}

/** Finds the tables of a file. Throws a Problem when there is none. */
export function* layOutRoster(sheets: Sheet[]): Steps<LaidOutRoster> {
  const filled = sheets.filter(({ rows }) => rows.length > 0)
  const shown = filled.filter(({ hidden }) => !hidden)
  const hidden = filled.filter((sheet) => sheet.hidden)
  if (shown.length === 0) throw new Problem(rosterEmpty)
  const read: LaidOutRoster['sheets'] = []
  for (const sheet of shown) read.push({ name: sheet.name, result: yield* readSheet(sheet) })
  if (!read.some(({ result }) => result.found)) throw new Problem(rosterWithoutHeader)
  const statedDay = read.find(({ result }) => result.statedDay)?.result.statedDay ?? null
  const problems = hidden.map(({ name }) => problemAt({ sheet: name, row: null }, 'sheet-hidden'))
  return { sheets: read, statedDay, problems }
}

/** The communes that a file names, each spelling once: what the tree of places is to be asked. */
export const communeQueries = ({ sheets }: LaidOutRoster): CommuneQuery[] => {
  const queries = new Map<string, CommuneQuery>()
  for (const { commune, titleCommune } of sheets.flatMap(({ result }) => result.members)) {
    for (const query of [commune, titleCommune]) if (query) queries.set(queryKey(query), query)
  }
  return [...queries.values()]
}
