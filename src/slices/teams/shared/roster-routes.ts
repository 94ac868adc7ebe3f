import * as z from 'zod/mini'
import { onPlace, route } from '#platform/shared/route.ts'
import { dayText, idText } from '#platform/shared/text.ts'
import type { RosterProblem } from './import/problems.ts'
import type { CommuneQuestion, RosterResult } from './import/result.ts'
import { teamRoles } from './team.ts'

/** What was read in a file, without a person. */
export interface RosterFigures
  extends Pick<RosterResult, 'teams' | 'members' | 'leaders' | 'deputies' | 'people' | 'blockedRows' | 'totals'> {
  problems: RosterProblem[]
  questions: CommuneQuestion[]
}

const onThisPlace = z.object({ placeId: idText })
const ofImport = z.object({ placeId: idText, importId: idText })
export const rosterBytesMost = 10_000_000
export const rosterTeamsPageSize = 25

const counts = z.object({
  teamsAdded: z.int(),
  teamsFound: z.int(),
  membersAdded: z.int(),
  /** People of whom something changes. */
  membersChanged: z.int(),
  membersUnchanged: z.int(),
  /** In the teams, but not in the file: nobody is taken out by an import. */
  membersMissing: z.int(),
})
export type ImportCounts = z.infer<typeof counts>

const state = z.enum(['previewed', 'applying', 'applied', 'expired'])
const progress = z.object({
  state,
  teamsDone: z.int(),
  teamsTotal: z.int(),
  /** What was done; null until all of it is. */
  result: z.nullable(counts),
})

export const uploadRosterRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/imports',
  summary:
    'Read a roster (.xlsx, .xls, .ods, .csv) for a province or commune; nothing is changed before it is applied.',
  access: onPlace('team.import', 'params.placeId'),
  perMinute: 30,
  upload: true,
  bodyLimit: rosterBytesMost,
  params: onThisPlace,
  query: z.object({
    /** The day of the list, whose units are meant; absent: found out from the file. */
    asOf: z.optional(dayText),
  }),
  output: z.object({ id: idText }),
})

export const listRostersRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/imports',
  summary: 'Rosters that were read for a place, the newest first.',
  access: onPlace('team.import', 'params.placeId'),
  params: onThisPlace,
  output: z.object({
    imports: z.array(
      z.extend(progress, {
        id: idText,
        fileName: z.string(),
        createdAt: z.iso.datetime(),
        teams: z.int(),
        members: z.int(),
      }),
    ),
  }),
})

const sentences = z.object({ what: z.string(), proposal: z.string() })
const problem = z.object({
  code: z.string(),
  /** block: the row is left out. warn: it is in, a person should look. notice, mended: good to know. */
  severity: z.enum(['block', 'warn', 'notice', 'mended']),
  sheet: z.nullable(z.string()),
  row: z.nullable(z.int()),
  column: z.nullable(z.string()),
  vi: sentences,
  en: sentences,
})

const plannedMember = z.object({
  sheet: z.string(),
  row: z.int(),
  name: z.string(),
  role: z.enum(teamRoles),
  phone: z.nullable(z.string()),
  organisation: z.nullable(z.string()),
  change: z.enum(['added', 'changed', 'same']),
})

export const rosterRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/imports/:importId',
  summary: 'What a roster holds and what applying it would change now; its teams a page at a time.',
  access: onPlace('team.import', 'params.placeId'),
  params: ofImport,
  query: z.object({ page: z.optional(z.coerce.number().check(z.gte(1), z.lte(10_000))) }),
  reads: { what: 'roster', shown: 'teams.members', about: { kind: 'roster', id: 'params.importId' } },
  output: z.extend(progress, {
    id: idText,
    fileName: z.string(),
    asOf: z.string(),
    figures: z.object({
      teams: z.int(),
      members: z.int(),
      leaders: z.int(),
      deputies: z.int(),
      people: z.int(),
      blockedRows: z.int(),
      totals: z.array(
        z.object({
          sheet: z.string(),
          row: z.int(),
          communes: z.nullable(z.int()),
          teams: z.nullable(z.int()),
          members: z.nullable(z.int()),
        }),
      ),
    }),
    problems: z.array(problem),
    questions: z.array(
      z.object({
        sheet: z.string(),
        row: z.int(),
        text: z.string(),
        chosen: z.nullable(z.string()),
        options: z.array(z.string()),
      }),
    ),
    /** What applying would do now; null when the plan is gone (applied, or seven days old). */
    changes: z.nullable(counts),
    teams: z.array(
      z.object({
        hamlet: z.string(),
        commune: z.string(),
        formerCommune: z.nullable(z.string()),
        isNew: z.boolean(),
        /** Members of the team that the file does not name; they stay. */
        missing: z.int(),
        members: z.array(plannedMember),
      }),
    ),
    pageSize: z.int(),
  }),
})

export const applyRosterRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/imports/:importId/apply',
  summary: 'Do what the preview says. A long one goes on in the background: ask again for its progress.',
  access: onPlace('team.import', 'params.placeId'),
  perMinute: 60,
  params: ofImport,
  output: progress,
})
