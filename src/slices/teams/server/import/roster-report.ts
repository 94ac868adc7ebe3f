import type { Kysely } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { getPlace } from '#slices/places/server/public.ts'
import { isProblem, type RosterProblem, sayProblem } from '../../shared/import/problems.ts'
import type { RosterPlan } from '../../shared/import/types.ts'
import { rosterPlaces } from './commune-resolver.ts'
import { areaOfCode } from './place-of-code.ts'
import { previewRoster, type RosterPreview } from './preview-roster.ts'

/** A roster file as the command line is told about it. */
export interface RosterFile {
  path: string
  /** Official code of a province, a commune or an old district. */
  placeCode: string
  today: Day
  /** The day of the list; absent: found out from the file. */
  asOf?: Day | null
}

/** What a roster holds, for programs: `problems` need a person, `notices` are good to know. */
export interface RosterReport {
  asOf: Day
  teams: number
  members: number
  leaders: number
  deputies: number
  people: number
  blockedRows: number
  problems: ReportedProblem[]
  notices: ReportedProblem[]
  questions: { sheet: string; row: number; text: string; chosen: string | null; options: string[] }[]
  rows: ReportedRow[]
}

interface ReportedProblem extends Pick<RosterProblem, 'sheet' | 'row' | 'column' | 'code' | 'severity'> {
  what: string
  proposal: string
}

type Row = RosterPreview['rows'][number]
type ReportedRow = Omit<Row, 'key' | 'person' | 'team'> & { team: string }

/**
 * Reads a roster file for the place of a code; nothing is written. Null: there is no such place. Throws a Problem when the
 * file is refused.
 */
export const readRosterOf = async (
  db: Kysely<Database>,
  file: RosterFile,
  language: 'vi' | 'en',
): Promise<{ report: RosterReport; plan: RosterPlan; placeId: Id; provinceId: Id } | null> => {
  const area = await areaOfCode(db, file.placeCode, file.today, file.asOf)
  const places = area && (await rosterPlaces(db, area))
  const place = area && (await getPlace(db, area.placeId))
  const provinceId = place?.breadcrumb.find(({ level }) => level === 'province')?.id
  if (!places || !provinceId) return null
  const preview = await previewRoster(file.path, file.path, places)
  return { report: rosterReport(preview, language), plan: preview.plan, placeId: area.placeId, provinceId }
}

const rosterReport = (preview: RosterPreview, language: 'vi' | 'en'): RosterReport => {
  const { asOf, teams, members, leaders, deputies, people, blockedRows, problems, questions, rows } = preview
  const said = (which: RosterProblem[]) => which.map((problem) => reported(problem, language))
  return {
    ...{ asOf, teams, members, leaders, deputies, people, blockedRows },
    problems: said(problems.filter(isProblem)),
    notices: said(problems.filter((problem) => !isProblem(problem))),
    questions: questions.map(({ sheet, row, query, chosen, options }) => ({
      sheet,
      row,
      text: query.text,
      chosen: chosen?.name ?? null,
      options: options.map(({ name }) => name),
    })),
    rows: rows.map(({ key: _key, person: _person, ...row }) => ({ ...row, team: `${row.hamlet}, ${row.commune}` })),
  }
}

const reported = (problem: RosterProblem, language: 'vi' | 'en'): ReportedProblem => {
  const { sheet, row, column, code, severity } = problem
  return { sheet, row, column, ...sayProblem(problem, language), code, severity }
}
