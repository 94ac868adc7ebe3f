import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Config } from '#platform/server/config.ts'
import { createLogger } from '#platform/server/log.ts'
import { withClient } from '#platform/server/operator-client.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { startServer } from './main.ts'

let db: TestDb
let dataDir: string
beforeAll(async () => {
  db = await createTestDb()
  dataDir = mkdtempSync(join(tmpdir(), 'tungnha-main-'))
})
afterAll(async () => {
  rmSync(dataDir, { recursive: true, force: true })
  await db.drop()
})

const log = createLogger('silent')

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

const configFor = (port: number, more: Partial<Config> = {}): Config => ({
  port,
  host: '127.0.0.1',
  publicUrl: `http://127.0.0.1:${port}`,
  dataDir,
  databaseUrl: db.urls.owner,
  roleUrls: db.urls,
  dbPool: 4,
  dbPrepare: true,
  trustProxy: 0,
  logLevel: 'silent',
  worker: 'inline',
  demo: 'auto',
  demoSize: 'small',
  authSecret: 'a secret of the tests, long enough for anybody',
  ...more,
})

const count = (url: string, query: string) =>
  withClient(url, async (client) => (await client.query<{ n: number }>(query)).rows[0]?.n)
// The test's own handles open nothing: they are never asked.
const connections = () =>
  count(
    db.adminUrl,
    `select count(*)::int as n from pg_stat_activity where datname = '${db.name}' and application_name like 'tungnha %'`,
  )

test('it comes up with reference data and the demo, is ready, and leaves no connection when it has stopped', async () => {
  const said: string[] = []
  let demo = 0
  const loadDemo = async () => void demo++
  const { url, stop } = await startServer(configFor(await freePort()), {
    say: (text) => void said.push(text),
    log,
    loadDemo,
  })
  await expect.poll(async () => (await fetch(`${url}/api/ready`)).status).toBe(200)
  expect(demo).toBe(1)
  expect(await count(db.urls.owner, 'select count(*)::int as n from place')).toBeGreaterThan(3_000)
  await stop()
  await expect(fetch(`${url}/api/health`)).rejects.toThrow()
  expect(await connections()).toBe(0)
})

test('a port that is taken is said in a sentence, and nothing is left running', async () => {
  const port = await freePort()
  const taken = createServer().listen(port, '127.0.0.1')
  const start = startServer(configFor(port, { demo: 'none' }), { say: () => {}, log })
  await expect(start).rejects.toMatchObject({ name: 'OperatorError', en: expect.stringContaining(`Port ${port}`) })
  expect(await connections()).toBe(0)
  await new Promise((resolve) => taken.close(resolve))
})
