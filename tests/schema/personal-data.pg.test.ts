import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { rescueParts } from '#app/server/rescue.ts'
import { routesOf } from '#app/server/routes.ts'
import { createSyncDeps } from '#app/server/sync.ts'
import { lookOf } from '#platform/server/http/look.ts'
import { onTeam, type RouteDeclaration, route } from '#platform/shared/route.ts'
import { createBuilders } from '#platform/testing/builders.ts'
import { temporaryFiles } from '#platform/testing/temporary-files.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'

// Personal data is read under audit: a route whose answer can hold some says so (`reads`), and then its looks are written
// down by the endpoint. Here each answer is searched for fields in which a person may stand.

/** Names of fields that hold, or may hold, a person's data: names, numbers, what was written about their door. */
const personalFields = new Set([
  ...['name', 'phone', 'phoneNote', 'signInName', 'leader', 'initial', 'birthYear', 'sex'],
  ...['label', 'alley', 'number', 'note', 'text', 'organisation', 'position', 'memberId', 'madeBy'],
  // Whatever a schema leaves open may hold anything.
  '(anything)',
])

/** Fields of these names that hold no person, each with its reason. */
const notOfPersons: Record<string, string> = {
  'GET /api/me memberId, name, phone, signInName': 'oneself; `phone` is what a device must know',
  'GET /api/me/rescued-drafts drafts.value.(anything)': 'one’s own',
  'GET /api/places/:placeId breadcrumb.name, name': 'of a place',
  'GET /api/places/:placeId/children children.name': 'of a place',
  'GET /api/places/:placeId/ranking/file': 'a sheet of figures of places',
  'GET /api/places/:placeId/person-requests/:requestId/file':
    'the person’s own copy; each is a line of its own (person.export)',
  'GET /api/places/:placeId/register-rule versions.criteria.name': 'of a criterion',
  'GET /api/places/:placeId/register/consent-text': 'a text that names nobody',
  'GET /api/places/search hits.place.name': 'of a place',
  'GET /api/teams/:teamId/doors/list': 'leaves its line by itself: a file has no output to count in',
  'GET /api/teams/:teamId/photos/:photoId': 'leaves its line by itself: a file has no output to count in',
  'GET /api/sync/pull changes.row.(anything), verdicts.problem.details.(anything)':
    'the own team’s rows, on each pull: the first sync (snapshot) has left its line',
  'GET /xn': 'the empty form of a citizen',
  'GET /api/sync/chunks/:hash': 'part of a first sync, whose manifest has left its line',
}

let db: TestDb
let routes: RouteDeclaration[]
beforeAll(async () => {
  db = await createTestDb()
  const { identity } = await createBuilders(db)
  const paths = { place: async () => null, team: async () => null }
  const sync = createSyncDeps({ db: db.app, paths, authSecret: 'x'.repeat(32), report: () => '' })
  const rescue = rescueParts({ publicUrl: 'http://127.0.0.1', authSecret: 'x'.repeat(32) })
  routes = routesOf({ identity, sync, rescue, files: temporaryFiles(), poolSize: 4 }).map(
    ({ declaration }) => declaration,
  )
})
afterAll(() => db.drop())

test('the search finds fields in lists, in records and behind null, and what a schema leaves open', () => {
  const planted = route({
    method: 'GET',
    path: '/api/planted/:teamId',
    summary: 'Forgot it.',
    access: onTeam('team.read', 'params.teamId'),
    output: z.object({
      rows: z.array(z.nullable(z.object({ phone: z.string(), count: z.int() }))),
      by: z.record(z.string(), z.object({ leader: z.nullable(z.string()) })),
      open: z.unknown(),
    }),
  })
  expect(undeclared([planted])).toEqual(['GET /api/planted/:teamId by.leader, open.(anything), rows.phone'])
  expect(undeclared([{ ...planted, reads: { what: 'member', shown: 'rows' } }])).toEqual([])
})

test('every GET route whose answer can hold personal data declares that it reads it', () => {
  expect(undeclared(routes)).toEqual(Object.keys(notOfPersons).sort())
})

test('what a declaration counts is in its output, and its team or place is named', () => {
  const declared = routes.filter(({ reads }) => reads)
  expect(declared.length).toBeGreaterThan(9)
  for (const { path, access, output, reads } of declared) {
    expect(fieldsOf(output), path).toContain(reads?.shown)
    expect(access.kind === 'place' || access.kind === 'team' || reads?.team, path).toBeTruthy()
  }
})

test('a look is written with counts and ids; what was searched for, which may be a name, is not', () => {
  const id = '01890000-0000-7000-8000-000000000000'
  const declaration = routes.find(({ path }) => path === '/api/teams/:teamId/doors')
  if (!declaration) throw new Error('the list of doors is gone')
  const input = { params: { teamId: id }, query: { q: 'Nguyễn Văn An', page: 2, size: 50 }, body: undefined }
  expect(lookOf(declaration, input, { doors: [{ id }, { id }] })).toEqual({
    action: 'household.read',
    teamId: id,
    details: { path: '/api/teams/:teamId/doors', shown: 2, page: 2, size: 50, by: ['q'] },
  })
  expect(lookOf(declaration, input, { doors: [] })).toBeNull()
})

test('every action that the audit holds has words on its page', () => {
  const source = resolve(import.meta.dirname, '../../src')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^(slices\/\w+\/server|app\/(server|cli))\/.*(?<!test)\.ts$/.test(path),
  )
  const written = files.flatMap((path) =>
    [
      ...readFileSync(join(source, path), 'utf8').matchAll(
        /action(?::| =).*?'(\w+\.[a-z-]+)'(?: : '(\w+\.[a-z-]+)')?/g,
      ),
    ].flatMap(([, ...actions]) => actions.filter(Boolean)),
  )
  const reads = routes.flatMap(({ reads: what }) => (what ? `${what.what}.read` : []))
  const words = readFileSync(join(source, 'slices/identity/web/office/audit-words.ts'), 'utf8')
  expect(written).toContain('team.dissolve')
  expect([...new Set([...written, ...reads])].filter((action) => !words.includes(`'${action}': msg`))).toEqual([])
})

/** GET routes with a personal field and no declaration, with the fields. Answers that are no JSON may hold anything. */
const undeclared = (all: readonly RouteDeclaration[]): string[] =>
  all
    .filter(({ method, reads }) => method === 'GET' && !reads)
    .map(({ path, output }) => ({ name: `GET ${path}`, output, fields: personalIn(output) }))
    .filter(({ output, fields }) => !output || fields.length > 0)
    .map(({ name, fields }) => [name, fields.join(', ')].filter(Boolean).join(' '))
    .sort()

const personalIn = (output: RouteDeclaration['output']): string[] =>
  fieldsOf(output).filter((field) => personalFields.has(field.split('.').at(-1) ?? ''))

interface Schema {
  properties?: Record<string, Schema>
  items?: Schema
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  type?: unknown
  $ref?: string
  [key: string]: unknown
}

/** Every field of an answer, 'teams.leader', whatever lists and records lie on the way. */
const fieldsOf = (output: RouteDeclaration['output']): string[] =>
  output
    ? [...new Set(walk(z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' }) as Schema, ''))].sort()
    : []

const walk = (schema: Schema, at: string): string[] => {
  const { properties = {}, items, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = schema
  if (schema.$ref) throw new Error(`a schema refers to itself at ${at}: teach this test to follow`)
  const open = Object.keys(schema).every((key) => key === '$schema' || key === 'description')
    ? [`${at}.(anything)`]
    : []
  return [
    ...open.map((name) => name.replace(/^\./, '')),
    ...Object.entries(properties).flatMap(([name, inner]) => [under(at, name), ...walk(inner, under(at, name))]),
    ...(items ? walk(items, at) : []),
    ...(typeof additionalProperties === 'object' ? walk(additionalProperties, at) : []),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((inner) => walk(inner, at)),
  ]
}

const under = (at: string, name: string): string => (at ? `${at}.${name}` : name)
