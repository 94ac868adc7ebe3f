import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Builders,
  type BuiltPlace,
  type BuiltSession,
  type BuiltTeam,
  createBuilders,
} from '#platform/testing/builders.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import {
  type AccessRow,
  accessTable,
  allLetters,
  type RoleLetter,
  roleLetters,
  unknownId,
  unknownIds,
} from './access-table.ts'

// Every route with every role, inside and outside its scope, on the real server and a real database.

interface Target {
  commune: BuiltPlace
  team: BuiltTeam
  door: string
}

let db: TestDb
let app: TestApp
let build: Builders
let ours: Target
let theirs: Target
let province: BuiltPlace
const sessions = new Map<RoleLetter, BuiltSession>()

beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
  province = await build.province()
  ours = await targetIn(province)
  theirs = await targetIn(await build.province())
  for (const letter of allLetters) sessions.set(letter, await someone(letter))
})
afterAll(async () => {
  await app?.close()
  await db?.drop()
})

const targetIn = async (province: BuiltPlace): Promise<Target> => {
  const commune = await build.commune(province)
  const team = await build.team(await build.hamlet(commune))
  return { commune, team, door: await addDoor(team) }
}

const addDoor = async (team: BuiltTeam): Promise<string> => {
  const door = randomUUID()
  const household = {
    id: door,
    kind: 'home',
    number: '1',
    alley: null,
    label: null,
    criteria: {},
    walkOrder: 1,
    note: null,
  }
  const body = { id: randomUUID(), name: 'household.add', version: 1, args: { household } }
  const member = await build.signIn(await build.member(team))
  const { statusCode } = await app.request('POST', `/api/teams/${team.id}/commands`, member, body)
  expect(statusCode).toBe(200)
  return door
}

const someone = async (letter: RoleLetter): Promise<BuiltSession> => {
  const role = roleLetters[letter]
  if (role === 'member' || role === 'deputy' || role === 'leader')
    return build.signIn(await build.member(ours.team, { role }))
  const place = letter === 'p' ? province : letter === 'n' ? await build.nation() : ours.commune
  return build.officer(role, place)
}

test('the table has one row for each route, and no other', async () => {
  const { paths } = (await app.request('GET', '/api/openapi.json')).json() as {
    paths: Record<string, Record<string, unknown>>
  }
  const declared = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  const product = declared.filter((name) => !operations.has(name))
  expect(product.sort()).toEqual(Object.keys(accessTable).sort())
})

/** For operators and machines: tested in src/platform/server. */
const operations = new Set([
  'GET /api/health',
  'GET /api/ready',
  'GET /metrics',
  'GET /api/openapi.json',
  'GET /api/docs',
])

describe.each(Object.entries(accessTable))('%s', (route, row) => {
  test('nobody gets in without signing in', async () => {
    const { status } = await ask(route, row, null, ours)
    if (row.who === 'public') expect(status).not.toBe(403)
    else expect(status).toBe(401)
  })

  test('inside the scope: exactly who is in the table', async () => {
    const got: string[] = []
    for (const letter of allLetters) {
      const target = row.fresh ? await freshTarget() : ours
      const session = row.endsSession ? await someone(letter) : sessions.get(letter)
      const answer = await ask(route, row, session ?? null, target)
      expect(answer.status, `${letter}: ${answer.body}`).toBeLessThan(500)
      if (isAllowed(answer, row, canRead(route, letter))) got.push(letter)
    }
    const expected = row.who === 'all' || row.who === 'public' ? allLetters : [...row.who]
    expect(got.join('')).toBe(allLetters.filter((letter) => expected.includes(letter)).join(''))
  })

  if (row.noTarget) return
  test('outside the scope: the same as what does not exist, byte for byte', async () => {
    for (const letter of allLetters.filter((one) => one !== 'n')) {
      const session = sessions.get(letter) ?? null
      const real = await ask(route, row, session, theirs)
      const unknown = await ask(route, row, session, nowhere)
      expect(real.status, letter).toBeGreaterThanOrEqual(400)
      expect([real.status, real.body], letter).toEqual([unknown.status, unknown.body])
    }
  })
})

const nowhere: Target = {
  commune: { id: unknownId } as BuiltPlace,
  team: { id: unknownId } as BuiltTeam,
  door: unknownId,
}

const freshTarget = async (): Promise<Target> => ({
  ...ours,
  team: await build.team(await build.hamlet(ours.commune)),
})

interface Answer {
  status: number
  body: string
}

const ask = async (route: string, row: AccessRow, session: BuiltSession | null, target: Target): Promise<Answer> => {
  const [method, path = ''] = route.split(' ') as ['GET', string]
  const filled = path.replace(/:(\w+)/g, (_, name: string) => idFor(name, target))
  const url = filled + (row.query?.replace('$team', target.team.id) ?? '')
  const response = row.file
    ? await app.upload(url, session, { name: 'danh-sach.csv', bytes: Buffer.from('Họ và tên,Ấp\n') })
    : await app.request(method, url, session, row.body === undefined ? undefined : bodyFor(row, target))
  return { status: response.statusCode, body: response.body }
}

const idFor = (name: string, { commune, team, door }: Target): string =>
  ({ placeId: commune.id, teamId: team.id, doorId: door, ...unknownIds })[name] ?? unknownId

const bodyFor = (row: AccessRow, target: Target): object =>
  JSON.parse(
    JSON.stringify(row.body)
      .replace('$team', target.team.id)
      .replace('$door', target.door)
      .replaceAll('$id', randomUUID())
      .replace('$unique', `thu.${randomUUID().slice(0, 12)}`)
      .replace('$code', `thu-${randomUUID().slice(0, 8)}`),
  )

/** Let in: whatever came next (also that something named does not exist, where the row says so), it was not a refusal of the right. */
const isAllowed = ({ status, body }: Answer, row: AccessRow, readable: boolean): boolean => {
  if (status === 401) return body.includes('auth.wrong')
  if (status === 403) return false
  return status !== 404 || (row.missing === true && readable)
}

/** Who may read the target is told 403 where the right is missing; to the others it does not exist, whatever they ask. */
const canRead = (route: string, letter: RoleLetter): boolean =>
  route.includes(':teamId') || !'mdl'.includes(letter) || !route.includes(':placeId')
