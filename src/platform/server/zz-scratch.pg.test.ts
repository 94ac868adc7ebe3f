import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestDb } from '#platform/testing/test-db.ts'
import { enqueue, startJobs } from './jobs.ts'
import { createLogger } from './log.ts'
test('x', async () => {
  const db = await createTestDb()
  const bad: unknown[] = []
  const lines: string[] = []
  for (let i = 0; i < 25; i++) {
    let started = false
    const jobs = startJobs({ tasks: [{ name: 'slow', run: async () => { started = true; await sleep(100) } }] }, { db: db.worker, pool: db.pools.worker, log: createLogger('debug', { write: (l) => void lines.push(l) }) })
    await db.app.transaction().execute((trx) => enqueue(trx, 'slow', {}))
    while (!started) await sleep(5)
    await jobs.stop()
    const { rows } = await sql`select id, attempts, locked_at, last_error from graphile_worker._private_jobs`.execute(db.owner)
    if (rows.length) { bad.push(rows); await sleep(300); bad.push((await sql`select id, attempts, locked_at from graphile_worker._private_jobs`.execute(db.owner)).rows) ; await sql`delete from graphile_worker._private_jobs`.execute(db.owner) }
  }
  console.log(JSON.stringify(bad), lines.join(''))
  await db.drop()
  expect(bad).toEqual([])
})
