import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PullAnswer, PushAnswer, SnapshotManifest } from '#platform/shared/wire.ts'
import type { Builders } from '#platform/testing/builders.ts'
import { doorArgs, visitArgs, wire } from '#platform/testing/sync-world.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import { loadLibrary } from '#slices/library/server/public.ts'

let db: TestDb
let build: Builders
let app: TestApp
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
})
afterAll(() => closeTestWorld({ db, app }))

async function setUp() {
  const commune = await build.commune()
  const team = await build.team(await build.hamlet(commune))
  const session = await build.signIn(await build.member(team))
  const officer = await build.officer('commune_officer', commune)
  const push = (commands: unknown[], more: object = {}) =>
    app.request('POST', '/api/sync/push', session, {
      wire: 1,
      team: team.id,
      sentAt: new Date().toISOString(),
      commands,
      ...more,
    })
  const get = (url: string, who: { headers: Record<string, string> } = session) => app.request('GET', url, who)
  return { commune, team, session, officer: { headers: officer.cookie }, push, get }
}

test('push, pull, snapshot and its chunk over HTTP', async () => {
  const { team, push, get } = await setUp()
  const door = doorArgs()
  const pushed = await push([wire('household.add', door), wire('visit.record', visitArgs(door.household.id))])
  expect(pushed.json<PushAnswer>().verdicts.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted'])
  const { epoch } = pushed.json<PushAnswer>()
  const pulled = (await get(`/api/sync/pull?wire=1&team=${team.id}&epoch=${epoch}&rev=0`)).json<PullAnswer>()
  expect(pulled.changes.map(({ kind }) => kind).sort()).toEqual(['household', 'member', 'team', 'visit'])

  const manifest = (await get(`/api/sync/snapshot?team=${team.id}`)).json<SnapshotManifest>()
  const [chunk] = manifest.chunks
  const answer = await get(`/api/sync/chunks/${chunk?.hash}?team=${team.id}`)
  expect(answer.headers).toMatchObject({ 'content-type': 'application/gzip' })
  expect(answer.headers['content-encoding']).toBeUndefined()
  expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(chunk?.hash)
  expect(gunzipSync(answer.rawPayload).toString().trimEnd().split('\n')).toHaveLength(manifest.rows)
})

test('bad input: a problem each, and the next push is served', async () => {
  const { team, session, push } = await setUp()
  const other = await setUp()
  const tooMany = await push(Array.from({ length: 501 }, () => ({})))
  expect([tooMany.statusCode, tooMany.json().code]).toEqual([413, 'push.too-many'])
  const tooLarge = await push([wire('household.add', doorArgs({ note: 'x'.repeat(1_000_001) }))])
  expect([tooLarge.statusCode, tooLarge.json().code]).toEqual([413, 'input.too-large'])
  const deep = await app.app.inject({
    method: 'POST',
    url: '/api/sync/push',
    headers: { ...session.headers, 'content-type': 'application/json' },
    payload: `{"wire":1,"team":"${team.id}","sentAt":"","commands":[{"id":"${newId()}","name":"household.add","version":1,"madeAt":"","args":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`,
  })
  expect(deep.json()).toMatchObject({ verdicts: [{ verdict: 'refused', problem: { code: 'command.invalid' } }] })
  const broken = await app.app.inject({
    method: 'POST',
    url: '/api/sync/push',
    headers: { ...session.headers, 'content-type': 'application/json' },
    payload: '{"wire":1,',
  })
  expect(broken.statusCode).toBe(400)
  const [foreign, unknown] = await Promise.all([push([], { team: other.team.id }), push([], { team: newId() })])
  expect([foreign.statusCode, foreign.body]).toEqual([404, unknown.body])
  expect((await app.request('POST', '/api/sync/push', null, {})).statusCode).toBe(401)
  expect((await push([wire('household.add', doorArgs())], { wire: 0 })).statusCode).toBe(426)
  expect((await push([wire('household.add', doorArgs())])).json()).toMatchObject({
    verdicts: [{ verdict: 'accepted' }],
  })
})

test('an office moves a door and reads doors, visits, conflicts and the history; each look is in the audit log', async () => {
  const { commune, team, officer, push, get } = await setUp()
  const [door, empty] = [doorArgs({ number: '7', alley: 'Ngõ Đình' }), doorArgs({ number: '9', alley: 'Ngõ Chùa' })]
  const id = door.household.id
  await push([
    wire('household.add', door),
    wire('household.add', empty),
    wire('visit.record', visitArgs(id, { people: 2, followUpInDays: 7 })),
    wire('household.edit', { id, changes: { number: { old: 'x', new: '8' } } }),
  ])
  const doors = (await get(`/api/teams/${team.id}/doors?q=dinh`, officer)).json()
  expect(doors).toMatchObject({
    total: 1,
    states: { 'follow-up': 1, new: 0 },
    doors: [{ id, state: 'follow-up', number: '7' }],
  })
  expect((await get(`/api/teams/${team.id}/doors?state=new`, officer)).json()).toMatchObject({
    total: 1,
    states: { 'follow-up': 1, new: 1 },
  })
  expect((await get(`/api/teams/${team.id}/doors?size=1&page=2`, officer)).json().doors).toHaveLength(1)
  expect((await get(`/api/teams/${team.id}/visits`, officer)).json()).toMatchObject({
    total: 1,
    people: 2,
    visits: [{ householdId: id, door: { number: '7', alley: 'Ngõ Đình', label: null } }],
  })
  const [conflict] = (await get(`/api/teams/${team.id}/conflicts`, officer)).json().conflicts
  expect(conflict).toMatchObject({ subjectId: id, field: 'number', current: '7', proposed: '8' })

  const run = (name: string, args: unknown) =>
    app.request('POST', `/api/teams/${team.id}/commands`, officer, { id: newId(), name, version: 1, args })
  expect((await run('conflict.resolve', { id: conflict.id, choice: 'proposed', current: '7' })).json()).toMatchObject({
    verdict: 'accepted',
  })
  const history = (await get(`/api/teams/${team.id}/doors/${id}/history`, officer)).json()
  expect(history).toMatchObject({ door: { number: '8' }, visits: [{ people: 2 }] })
  expect(history.events.map(({ name, verdict }: { name: string; verdict: string }) => `${name} ${verdict}`)).toEqual([
    'household.add accepted',
    'household.edit conflict',
  ])
  const other = await build.team(await build.hamlet(commune))
  expect((await run('household.move', { id, toTeam: other.id })).json()).toMatchObject({ verdict: 'accepted' })
  expect((await get(`/api/teams/${team.id}/doors/${id}/history`, officer)).statusCode).toBe(404)
  const refused = await run('household.add', doorArgs({ number: null }))
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'command.invalid'])
  const looks = await db.owner.selectFrom('audit').select('action').where('team_id', '=', team.id).execute()
  expect(looks.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['household.read', 'visit.read', 'conflict.read']),
  )
})

test('reference data: by place, counted, answered 304 while nothing changed; local entries by their own office only', async () => {
  await db.owner.transaction().execute(loadLibrary)
  const { commune, team, session, push, get } = await setUp()
  const province = {
    id: commune.provinceId,
    level: 'province' as const,
    path: [],
    name: '',
    provinceId: commune.provinceId,
    communeId: null,
  }
  const office = { headers: (await build.officer('province_officer', province)).cookie }
  const first = await get(`/api/reference?team=${team.id}`)
  const codes = (answer: typeof first) => answer.json().items.map(({ code }: { code: string }) => code)
  expect(codes(first)).toEqual(expect.arrayContaining(['public-services', 'vneid', 'scam', 'no-device']))
  expect(codes(first)).not.toContain('hue-s')
  const again = () =>
    app.request('GET', `/api/reference?team=${team.id}`, {
      headers: { ...session.headers, 'if-none-match': String(first.headers.etag) },
    })
  expect([(await again()).statusCode, (await again()).body]).toEqual([304, ''])

  const item = {
    id: newId(),
    kind: 'platform',
    code: 'app-tinh-thu',
    vi: 'Ứng dụng tỉnh Thử',
    en: 'Province app',
    countsOnly: false,
    seasonFrom: null,
    seasonTo: null,
  }
  const list = `/api/places/${commune.provinceId}/library`
  expect((await app.request('POST', list, office, item)).json()).toMatchObject({ code: 'app-tinh-thu', shipped: false })
  expect((await app.request('POST', list, office, { ...item, id: newId() })).json()).toMatchObject({
    code: 'library.code-taken',
  })
  const changed = await again()
  expect(changed.statusCode).toBe(200)
  expect(codes(changed)).toContain('app-tinh-thu')
  const { epoch } = (await push([])).json<PushAnswer>()
  const pulled = (await get(`/api/sync/pull?wire=1&team=${team.id}&epoch=${epoch}&rev=0`)).json<PullAnswer>()
  expect(pulled.reference).toBe(changed.json().counter)

  expect((await app.request('PATCH', `${list}/${item.id}`, office, { retiredOn: '2026-11-01' })).json()).toMatchObject({
    retired: true,
  })
  const shipped = (await get(list, office)).json().items.find(({ code }: { code: string }) => code === 'vneid')
  expect((await app.request('PATCH', `${list}/${shipped.id}`, office, { vi: 'Khác hẳn' })).statusCode).toBe(404)
  expect(
    (await app.request('POST', list, { headers: (await build.officer('commune_officer', commune)).cookie }, item))
      .statusCode,
  ).toBe(404)
})
