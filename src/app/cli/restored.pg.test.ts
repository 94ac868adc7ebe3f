import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { currentEpoch } from '#platform/server/sync/epoch.ts'
import { runCli } from '#platform/testing/run-cli.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'

let db: TestDb
beforeAll(async () => {
  db = await createTestDb()
})
afterAll(() => db.drop())

test('after a restore phones meet a new epoch, and the reason is kept', async () => {
  const before = await currentEpoch(db.worker)
  const { code } = await runCli(db, 'restored', '--reason', 'backup of 21 November')
  expect(code).toBe(0)
  expect(await currentEpoch(db.worker)).not.toBe(before)
  const { rows } = await sql`select reason from sync_epoch order by number desc limit 1`.execute(db.owner)
  expect(rows).toEqual([{ reason: 'backup of 21 November' }])
})

test('without a reason it does nothing', async () => {
  const before = await currentEpoch(db.worker)
  expect((await runCli(db, 'restored')).code).toBe(1)
  expect(await currentEpoch(db.worker)).toBe(before)
})
