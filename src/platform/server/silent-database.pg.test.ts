import { connect, createServer, type Server, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { type Db, inScope, inScopeBriefly, openDb } from './db.ts'
import { problemFromPostgres } from './problem-from-postgres.ts'

// A database that stands still, or a line that went dead without a word: connections stay open and nothing comes.

let base: TestDb
let line: Line
let db: Db
beforeAll(async () => {
  base = await createTestDb()
  line = await lineTo(new URL(base.urls.app))
  const through = (url: string) => Object.assign(new URL(url), { port: String(line.port) }).href
  const { owner, app, worker, auth } = base.urls
  const urls = { owner: through(owner), app: through(app), worker: through(worker), auth: through(auth) }
  db = openDb(urls, { poolSize: 2, answerWithinMs: 1_000 })
})
afterAll(async () => {
  line.dead = false
  await db.close()
  line.close()
  await base.drop()
})

const nobody = { account: null, teams: [], provinces: [], communes: [] }
const ask = () => inScope(db.app, nobody, (trx) => sql<{ n: number }>`select 1 as n`.execute(trx))
const askBriefly = () => inScopeBriefly(db.app, nobody, [], async () => ({ result: 1, last: null }))

test('a request is answered that the database is away, and the next ones get connections that live', async () => {
  expect((await ask()).rows).toEqual([{ n: 1 }])
  await askBriefly()
  line.dead = true
  for (const asked of await Promise.allSettled([ask(), askBriefly(), ask()])) {
    if (asked.status === 'fulfilled') throw new Error('answered over a dead line')
    expect(problemFromPostgres(asked.reason)?.body).toMatchObject({ code: 'database.away', status: 503 })
  }
  line.dead = false
  expect((await ask()).rows).toEqual([{ n: 1 }])
  expect((await Promise.all([ask(), askBriefly()])).length).toBe(2)
})

test('background work waits for as long as it takes', async () => {
  const slow = sql<{ n: number }>`select 1 as n from pg_sleep(1.5)`.execute(db.worker)
  expect((await slow).rows).toEqual([{ n: 1 }])
})

interface Line {
  port: number
  dead: boolean
  close(): void
}

/** A line to the server that can go dead: what is on its way then never arrives, on new connections neither. */
async function lineTo(url: URL): Promise<Line> {
  const ends: Socket[] = []
  const server: Server = createServer((near) => {
    const far = connect(Number(url.port || 5432), url.hostname)
    ends.push(near, far)
    for (const end of [near, far]) end.on('error', () => end.destroy())
    near.on('data', (bytes) => line.dead || far.write(bytes)).on('close', () => far.destroy())
    far.on('data', (bytes) => line.dead || near.write(bytes)).on('close', () => near.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const line: Line = {
    port,
    dead: false,
    close: () => {
      server.close()
      for (const end of ends) end.destroy()
    },
  }
  return line
}
