import * as z from 'zod/mini'
import { onTeam, route } from '#platform/shared/route.ts'
import { idText } from '#platform/shared/text.ts'
import { listedDoor } from './list/listed-door.ts'

const params = z.object({ teamId: idText })
export const listBytesMost = 5_000_000

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

const counts = z.object({
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  /** Doors of the team that the file does not name; they stay. */
  missing: z.int(),
})
export type ListCounts = z.infer<typeof counts>

const line = z.object({
  door: listedDoor,
  change: z.enum(['added', 'changed', 'same']),
  /** Of a change: what stands there now, by field. */
  before: z.nullable(z.record(z.string(), z.unknown())),
})

export const readListRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/doors/list/preview',
  summary:
    'Read a list of doors (.xlsx, .xls, .ods, .csv) and say what importing it would change. Nothing is changed or kept; columns with persons are passed over.',
  access: onTeam('household.import', 'params.teamId'),
  perMinute: 30,
  upload: true,
  bodyLimit: listBytesMost,
  params,
  reads: { what: 'household', shown: 'lines.before' },
  output: z.object({
    lines: z.array(line),
    counts,
    blockedRows: z.int(),
    problems: z.array(problem),
    /** Criteria of doors by the rule of the province, for words. */
    criteria: z.array(z.object({ code: z.string(), title: z.string() })),
  }),
})

export const applyListRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/doors/list',
  summary: 'Import the rows of a previewed list, all at once; what the team’s list says already is left as it is.',
  access: onTeam('household.import', 'params.teamId'),
  perMinute: 30,
  bodyLimit: 2_000_000,
  params,
  body: z.object({ doors: z.array(listedDoor).check(z.maxLength(2_000)) }),
  output: z.object({
    counts,
    /** Rows that could not be imported after all. */
    refused: z.array(z.object({ sheet: z.string(), row: z.int(), vi: z.string(), en: z.string() })),
  }),
})

export const exportListRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/doors/list',
  summary:
    'The doors of a team as an Excel file, with its persons where the register is on; marked with who took it and when, and audited.',
  access: onTeam('register.manage', 'params.teamId'),
  perMinute: 20,
  // The line of the audit.
  readOnly: false,
  params,
})
