import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Builders, createBuilders } from './builders.ts'
import { createTestDb, type TestDb } from './test-db.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let db: TestDb
let build: Builders
let server: TestServer
beforeAll(async () => {
  db = await createTestDb()
  build = await createBuilders(db)
  server = await startTestServer(db, { worker: true })
})
afterAll(async () => {
  await server.stop()
  await db.drop()
})

test('the composed product answers over real HTTP: ready, and a member built here is signed in', async () => {
  await expect
    .poll(async () => (await fetch(`${server.url}/api/ready`)).json())
    .toEqual({
      status: 'ok',
      database: true,
      migrations: true,
      worker: true,
    })
  const member = await build.member(await build.team(), { name: 'Trần Thị Bưởi' })
  const session = await build.signIn(member)
  const me = await fetch(`${server.url}/api/me`, { headers: session.headers })
  expect(await me.json()).toMatchObject({ memberId: member.id })
  expect(server.log().join('')).not.toContain(member.phone.slice(3))
})

test('it can be stopped and started again on the same port, and sessions hold', async () => {
  const session = await build.signIn(await build.member(await build.team()))
  const { port } = server
  await server.stop()
  await expect(fetch(`${server.url}/api/me`, { headers: session.headers })).rejects.toThrow()
  server = await startTestServer(db, { port })
  expect((await fetch(`${server.url}/api/me`, { headers: session.headers })).status).toBe(200)
})
