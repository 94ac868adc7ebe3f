import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Builders, BuiltSession } from '#platform/testing/builders.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'

// A forgotten PIN: the key that opens a phone's data again is given to who has just signed in, and to nobody else.

let db: TestDb
let build: Builders
let app: TestApp
let hoa: BuiltSession
let lan: BuiltSession
const key = randomBytes(32).toString('base64')

beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
  const team = await build.team()
  hoa = await build.signIn(await build.member(team))
  lan = await build.signIn(await build.member(team))
})

afterAll(() => closeTestWorld({ db, app }))

const keep = (who: BuiltSession, device: string, value = key) =>
  app.request('PUT', `/api/me/device-keys/${device}`, who, { key: value })
const open = (who: BuiltSession, device: string) => app.request('POST', `/api/me/device-keys/${device}/open`, who)

test('who has just signed in gets the key of this phone; it lies sealed, and leaves a line', async () => {
  const device = randomUUID()
  expect((await keep(hoa, device)).statusCode).toBe(204)
  const answer = await open(hoa, device)
  expect(answer.json()).toEqual({ key })
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from device_key where device_id = ${device}`.execute(
    db.owner,
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.sealed.includes(Buffer.from(key, 'base64'))).toBe(false)
  const lines =
    await sql`select 1 from audit where action = 'device-key.open' and account_id = ${hoa.accountId}`.execute(db.owner)
  expect(lines.rows).toHaveLength(1)
})

test('a session that is not fresh gets none: whoever found the phone has only that', async () => {
  const device = randomUUID()
  await keep(hoa, device)
  await sql`update auth_session set created_at = now() - interval '11 minutes' where user_id = ${hoa.accountId}`.execute(
    db.owner,
  )
  const answer = await open(hoa, device)
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'auth.sign-in-again'])
  await sql`update auth_session set created_at = now() where user_id = ${hoa.accountId}`.execute(db.owner)
  expect((await open(hoa, device)).statusCode).toBe(200)
})

test('nobody gets the key of somebody else, nor one that was never kept', async () => {
  const device = randomUUID()
  await keep(hoa, device)
  expect((await open(lan, device)).statusCode).toBe(404)
  expect((await open(hoa, randomUUID())).statusCode).toBe(404)
  expect((await open({ ...hoa, headers: { authorization: '' } }, device)).statusCode).toBe(401)
})

test('a phone that is locked anew replaces its key; of too many phones the oldest go', async () => {
  const device = randomUUID()
  await keep(lan, device)
  const other = randomBytes(32).toString('base64')
  await keep(lan, device, other)
  expect((await open(lan, device)).json()).toEqual({ key: other })
  for (let phone = 0; phone < 20; phone += 1) await keep(lan, randomUUID())
  expect((await open(lan, device)).statusCode).toBe(404)
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from device_key where account_id = ${lan.accountId}`.execute(db.owner)
  expect(Number(rows[0]?.n)).toBe(20)
})

test('what is no key is refused', async () => {
  expect((await keep(hoa, randomUUID(), 'short')).statusCode).toBe(400)
})
