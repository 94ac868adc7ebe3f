import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { startToyServer, type ToyServer, toyIds, toyTable } from '#platform/testing/toy-server.ts'
import { withClient } from './operator-client.ts'

let db: TestDb
let toy: ToyServer
beforeAll(async () => {
  db = await createTestDb()
  await toyTable.execute(db.owner)
})
afterAll(() => db.drop())
beforeEach(async () => {
  toy = await startToyServer(db.app)
  await sql`truncate note, audit`.execute(db.owner)
  return () => toy.app.close()
})

const { commune, otherCommune, team, unknown, account } = toyIds
const as = (token: string) => ({ authorization: `Bearer ${token}` })
const get = (url: string, token?: string) => toy.app.inject({ url, headers: token ? as(token) : {} })
const post = (url: string, payload: object, token = 'officer') =>
  toy.app.inject({ method: 'POST', url, payload, headers: as(token) })
const write = (text: string, next: string) => post(`/api/toy/places/${commune}/notes`, { text, next })
const notes = async () =>
  (await sql<{ text: string }>`select text from note order by text`.execute(db.owner)).rows.map((row) => row.text)

test('what is not in the output schema does not leave the server', async () => {
  expect((await get('/api/toy/hello')).json()).toEqual({ hello: 'ok' })
})

test('nobody signed in: 401; the actor’s scope is the transaction’s', async () => {
  expect((await get('/api/toy/me')).json()).toMatchObject({ code: 'auth.required', status: 401 })
  expect((await get('/api/toy/me', 'reader')).json()).toEqual({ account, scope: `{${team}}` })
})

test('outside one’s scope is the same bytes as not existing; reading without the right is 403', async () => {
  const place = (id: string, token = 'officer') => get(`/api/toy/places/${id}`, token)
  expect((await place(commune)).statusCode).toBe(200)
  const [outside, missing, powerless] = [
    await place(otherCommune),
    await place(unknown),
    await place(commune, 'nobody'),
  ]
  expect(outside.statusCode).toBe(404)
  expect(outside.rawPayload).toEqual(missing.rawPayload)
  expect(powerless.rawPayload).toEqual(missing.rawPayload)
  expect((await place(commune, 'reader')).json()).toMatchObject({ code: 'not-allowed', status: 403 })
})

test('the target may stand in the body; the permission is asked after the form is checked', async () => {
  const body = { teamId: team, name: 'Tổ 1' }
  expect((await post('/api/toy/teams', body)).json()).toEqual({ name: 'Tổ 1' })
  expect((await post('/api/toy/teams', { ...body, teamId: unknown })).statusCode).toBe(404)
  expect((await post('/api/toy/teams', { teamId: '1' }, 'nobody')).statusCode).toBe(400)
})

test('a right on any place or team opens lists; none at all is 403', async () => {
  expect((await get('/api/toy/anywhere', 'officer')).statusCode).toBe(200)
  expect((await get('/api/toy/anywhere', 'reader')).json()).toMatchObject({ code: 'not-allowed', status: 403 })
})

test('wrong params, query and body are told field by field in both languages', async () => {
  const query = await get(`/api/toy/places/${commune}?n=many`, 'officer')
  expect(query.json()).toMatchObject({ code: 'input.invalid', fields: [{ path: 'query.n', vi: 'Phải là một số.' }] })
  const params = await get('/api/toy/places/7', 'officer')
  expect(params.json().fields).toMatchObject([{ path: 'params.placeId', en: 'The id does not have the right form.' }])
  const body = await post('/api/toy/teams', { teamId: team, name: 'x'.repeat(21) })
  expect(body.json().fields).toMatchObject([{ path: 'body.name', en: 'Must be at most 20 characters.' }])
  const none = await toy.app.inject({ method: 'POST', url: '/api/toy/teams', headers: as('officer') })
  expect(none.json().fields).toMatchObject([{ path: 'body', en: 'This is missing.' }])
})

test('a numeric query arrives as a number', async () => {
  expect((await get(`/api/toy/places/${commune}?n=3`, 'officer')).json()).toEqual({ n: 3 })
})

test('commit: the row, its audit line and then what was to follow', async () => {
  expect((await write('a', 'commit')).statusCode).toBe(200)
  expect(await notes()).toEqual(['a'])
  expect(toy.committed).toEqual(['a'])
  const lines = await db.owner.selectFrom('audit').selectAll().execute()
  expect(lines).toMatchObject([
    {
      action: 'note.write',
      account_id: account,
      place_id: commune,
      from_address: '127.0.0.1',
      details: { letters: 1 },
    },
  ])
})

test.each([
  ['refuse', 409, 'conflict.changed'],
  ['duplicate', 409, 'conflict.exists'],
  ['break', 500, 'internal'],
  ['bug', 500, 'internal'],
])('%s: nothing stays, neither row nor audit line, and nothing follows', async (next, status, code) => {
  const answer = await write('a', next)
  expect(answer.json()).toMatchObject({ status, code })
  expect(answer.statusCode).toBe(status)
  expect(await notes()).toEqual([])
  expect(await db.owner.selectFrom('audit').select('id').execute()).toEqual([])
  expect(toy.committed).toEqual([])
})

test('an unforeseen error answers a reference that stands in the log, and neither SQL nor values', async () => {
  const answer = await write('+84912345678', 'bug')
  const { reference } = answer.json().details
  expect(Object.keys(answer.json())).toEqual(['code', 'status', 'vi', 'en', 'details'])
  const line = toy
    .log()
    .split('\n')
    .find((text) => text.includes(reference) && text.includes('"error"'))
  expect(line).toContain('cannot handle')
  expect(line).not.toContain('912345678')
  expect((await write('a', 'break')).payload).not.toMatch(/select|division/)
})

test('a transaction that the database breaks off for another’s sake is run again, from clean', async () => {
  expect((await write('a', 'serialization')).json()).toEqual({ attempts: 3 })
  expect(await notes()).toEqual(['a'])
  expect(toy.committed).toEqual(['a'])
})

test('a reading route cannot write', async () => {
  const answer = await get(`/api/toy/places/${commune}/write`, 'officer')
  expect(answer.json()).toMatchObject({ code: 'internal', status: 500 })
  expect(await notes()).toEqual([])
})

test('nobody but the owner rewrites the audit', async () => {
  for (const role of [db.app, db.worker]) {
    await expect(sql`delete from audit`.execute(role)).rejects.toThrow(/permission denied/)
    await expect(sql`update audit set action = 'x'`.execute(role)).rejects.toThrow(/permission denied/)
  }
})

test('a look at persons leaves one line with their number; nobody shown, or refused, leaves none', async () => {
  const people = (query: string) => get(`/api/toy/teams/${team}/people?${query}`, 'reader')
  expect((await people('q=An&page=2')).json().people).toHaveLength(2)
  await people('q=nobody')
  expect((await people('q=refuse')).statusCode).toBe(409)
  expect((await get(`/api/toy/teams/${unknown}/people`, 'reader')).statusCode).toBe(404)
  const { rows } = await sql<object>`
    select account_id, action, team_id, host(from_address) as "from", details from audit`.execute(db.owner)
  expect(rows).toEqual([
    {
      account_id: account,
      action: 'member.read',
      team_id: team,
      from: '127.0.0.1',
      details: { path: '/api/toy/teams/:teamId/people', shown: 2, page: 2, by: ['q'] },
    },
  ])
})

test('who may not send a file is refused before it has come; who may, is not', { timeout: 20_000 }, async () => {
  await toy.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = toy.app.server.address() as AddressInfo
  const begin = (token: string, place: string) => {
    const headers = { ...as(token), 'content-type': 'multipart/form-data; boundary=x', 'content-length': '90000' }
    const sending = request({ port, method: 'POST', path: `/api/toy/places/${place}/file`, headers })
    sending.on('error', () => {}) // it is broken off below
    sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nnot the whole file')
    const answered = once(sending, 'response').then(([response]) => (response as IncomingMessage).statusCode)
    return { answered, end: () => sending.destroy() }
  }
  const refused = [begin('reader', commune), begin('officer', otherCommune)]
  expect(await Promise.all(refused.map(({ answered }) => answered))).toEqual([403, 404])
  const allowed = begin('officer', commune)
  expect(await Promise.race([allowed.answered, sleep(300)])).toBeUndefined()
  for (const { end } of [...refused, allowed]) end()
})

test('a file is read whole before the transaction; too large and missing ones are refused', async () => {
  const send = (bytes: number, type = 'multipart/form-data; boundary=x') =>
    toy.app.inject({
      method: 'POST',
      url: `/api/toy/places/${commune}/file`,
      headers: { ...as('officer'), 'content-type': type },
      payload: `--x\r\ncontent-disposition: form-data; name="file"; filename="../../đội.xlsx"\r\n\r\n${'a'.repeat(bytes)}\r\n--x--\r\n`,
    })
  expect((await send(50_000)).json()).toEqual({ name: 'đội.xlsx', bytes: 50_000 })
  expect((await send(100_001)).json()).toMatchObject({ code: 'input.too-large', details: { limit: '100 KB' } })
  expect((await send(10, 'text/csv')).json().code).toBe('input.media-type')
  const empty = { method: 'POST', url: `/api/toy/places/${commune}/file`, headers: as('officer') } as const
  expect((await toy.app.inject(empty)).json().code).toBe('input.media-type')
  const noFile = { 'content-type': 'multipart/form-data; boundary=x' }
  const sent = await toy.app.inject({ ...empty, headers: { ...as('officer'), ...noFile }, payload: '--x--\r\n' })
  expect(sent.json().code).toBe('file.missing')
})

test('the log has method, pattern, status, time, request and account, and no phone from query, body or error', async () => {
  const phone = '0912345678'
  await get(`/api/toy/places/${commune}?phone=${phone}&n=${phone}x`, 'officer')
  await post('/api/toy/teams', { teamId: team, name: 'Tổ', phone })
  await post('/api/toy/teams', { teamId: phone, name: phone.repeat(5), phone })
  await write(phone, 'duplicate')
  await write(phone, 'bug')
  await get(`/api/nothing/${phone}`)
  await toy.app.inject({
    method: 'POST',
    url: '/api/toy/teams',
    payload: `{"phone": ${phone}`,
    headers: { ...as('officer'), 'content-type': 'application/json' },
  })
  expect(toy.log()).not.toContain('912345678')
  const first = JSON.parse(toy.log().split('\n')[0] ?? '')
  expect(first).toMatchObject({
    level: 'info',
    method: 'GET',
    route: '/api/toy/places/:placeId',
    status: 400,
    account,
    problem: 'input.invalid',
    reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    ms: expect.any(Number),
  })
})

test('closing waits for the request that runs, not for its connection, and takes no new one', {
  timeout: 20_000,
}, async () => {
  const { app } = toy
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const running = fetch(`http://127.0.0.1:${port}/api/toy/slow`)
  await sleep(100)
  const closing = app.close()
  await sleep(50)
  await expect(fetch(`http://127.0.0.1:${port}/api/health`)).rejects.toThrow()
  await closing
  expect(await (await running).json()).toEqual({ done: true })
})

test('the database goes away in the middle of a transaction: 503, and the server lives on', async () => {
  const { app } = toy
  const running = app.inject('/api/toy/slow')
  await sleep(150)
  await withClient(db.adminUrl, (admin) =>
    admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [db.name]),
  )
  const answer = await running
  expect(answer.json()).toMatchObject({ code: 'database.away', status: 503 })
  expect(answer.headers['retry-after']).toMatch(/^\d+$/)
  await expect.poll(async () => (await get('/api/toy/me', 'reader')).statusCode).toBe(200)
})
