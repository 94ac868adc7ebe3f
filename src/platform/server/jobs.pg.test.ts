import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { enqueue, type Jobs, type JobTools, joinJobs, type RunningJobs, startJobs } from './jobs.ts'
import { createLogger } from './log.ts'

let db: TestDb
beforeAll(async () => {
  db = await createTestDb()
})
afterAll(() => db.drop())

const running: RunningJobs[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()))
  await sql`delete from graphile_worker._private_jobs`.execute(db.owner)
})
const start = (jobs: Jobs) => {
  const started = startJobs(jobs, { db: db.worker, pool: db.pools.worker, log: createLogger('silent') })
  running.push(started)
  return started
}
const until = async (holds: () => boolean | Promise<boolean>) => {
  for (let i = 0; !(await holds()); i++) {
    if (i === 300) throw new Error('it never came')
    await sleep(50)
  }
}
const waiting = async () =>
  (await sql<{ n: number }>`select count(*) as n from graphile_worker._private_jobs`.execute(db.owner)).rows[0]?.n

test('a job runs if and only if its transaction commits, as tungnha_worker, with its payload', async () => {
  const ran: unknown[] = []
  start({
    tasks: [
      {
        name: 'note.send',
        run: async (payload, tools) => {
          const { rows } = await sql<{ role: string }>`select current_user as role`.execute(tools.db)
          ran.push([payload, rows[0]?.role])
        },
      },
    ],
  })
  const refused = db.app.transaction().execute(async (trx) => {
    await enqueue(trx, 'note.send', { id: 1 })
    throw new Error('refused')
  })
  await expect(refused).rejects.toThrow('refused')
  await db.app.transaction().execute((trx) => enqueue(trx, 'note.send', { id: 2 }))
  await until(() => ran.length > 0)
  expect(ran).toEqual([[{ id: 2 }, 'tungnha_worker']])
})

test('a second request with the same key replaces the first that has not started', async () => {
  await db.app.transaction().execute(async (trx) => {
    await enqueue(trx, 'snapshot.build', { team: 'a', n: 1 }, { key: 'snapshot a' })
    await enqueue(trx, 'snapshot.build', { team: 'a', n: 2 }, { key: 'snapshot a' })
    await enqueue(trx, 'snapshot.build', { team: 'b' }, { key: 'snapshot b', runAt: new Date(Date.now() + 3_600_000) })
  })
  expect(await waiting()).toBe(2)
  const payloads: unknown[] = []
  start({ tasks: [{ name: 'snapshot.build', run: async (payload) => void payloads.push(payload) }] })
  await until(() => payloads.length > 0)
  expect(payloads).toEqual([{ team: 'a', n: 2 }])
  expect(await waiting()).toBe(1)
})

test('a job that fails stays, and does not stop the next', async () => {
  let ran = 0
  start({
    tasks: [
      { name: 'bad', run: () => Promise.reject(new Error('no')) },
      { name: 'good', run: async () => void ran++ },
    ],
  })
  await db.app.transaction().execute(async (trx) => {
    await enqueue(trx, 'bad', {})
    await enqueue(trx, 'good', {})
  })
  await until(() => ran === 1)
  await until(async () => (await waiting()) === 1)
})

test('requests see the queue through its one function only', async () => {
  await expect(sql`select id from graphile_worker._private_jobs`.execute(db.app)).rejects.toThrow(/permission denied/)
  await expect(sql`select graphile_worker.add_job('x')`.execute(db.app)).rejects.toThrow(/permission denied/)
  await expect(sql`select enqueue_job('x', '{}')`.execute(db.auth)).rejects.toThrow(/permission denied/)
})

test('services start with the jobs and stop with them, on the worker’s handle', async () => {
  const told: string[] = []
  const service = {
    start: ({ signal }: JobTools) => {
      told.push('start')
      return { stop: async () => void told.push(signal.aborted ? 'stop' : 'too early') }
    },
  }
  const jobs = start({ tasks: [{ name: 'none', run: async () => {} }], services: [service] })
  await jobs.stop()
  expect(told).toEqual(['start', 'stop'])
})

test('when the database drops all connections, work goes on by itself', async () => {
  let ran = 0
  const jobs = start({ tasks: [{ name: 'count', run: async () => void ran++ }] })
  await until(() => jobs.running())
  const admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'tungnha_worker'`,
    [db.name],
  )
  await admin.end()
  await db.app.transaction().execute((trx) => enqueue(trx, 'count', {}))
  await until(() => ran === 1)
  expect(jobs.running()).toBe(true)
})

test('stopping waits for the job that runs, which is told', async () => {
  let [started, told, done] = [false, false, false]
  const jobs = start({
    tasks: [
      {
        name: 'slow',
        run: async (_payload, { signal }) => {
          started = true
          signal.addEventListener('abort', () => {
            told = true
          })
          await sleep(300)
          done = true
        },
      },
    ],
  })
  await db.app.transaction().execute((trx) => enqueue(trx, 'slow', {}))
  await until(() => started)
  await jobs.stop()
  expect([told, done]).toEqual([true, true])
  expect(jobs.running()).toBe(false)
  expect(await waiting()).toBe(0)
})

test('a task by the clock is accepted by the queue', async () => {
  const jobs = start({
    tasks: [{ name: 'sync.tidy', run: async () => {} }],
    schedules: [{ task: 'sync.tidy', cron: '30 18 * * *' }],
  })
  await until(() => jobs.running())
  const known = async () =>
    (
      await sql<{ identifier: string }>`
        select identifier from graphile_worker._private_known_crontabs`.execute(db.owner)
    ).rows
  await until(async () => (await known()).length > 0)
  expect(await known()).toEqual([{ identifier: 'sync.tidy' }])
})

test('two tasks of one name are a mistake', () => {
  const jobs = { tasks: [{ name: 'a', run: async () => {} }] }
  expect(() => joinJobs([jobs, jobs])).toThrow(/two tasks are called a/)
})
