import { setTimeout } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createLogger } from '#platform/server/log.ts'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import { foldPending, startFolder } from '#platform/server/measures/folder.ts'
import { metrics } from '#platform/server/metrics.ts'
import { withClient } from '#platform/server/operator-client.ts'
import type { Database } from '#platform/server/schema.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { insertPlaces, insertTeam, placesOf, testId } from './world.ts'

let db: TestDb
const places = placesOf(1, 2, 1)
const [nation, , communeA, communeB, hamletA, hamletB] = places
const teamA = testId(4, 1)
const teamB = testId(4, 2)
const day = '2026-09-05'

beforeAll(async () => {
  db = await createTestDb()
  await insertPlaces(db.owner, places)
  await db.owner.transaction().execute(async (trx) => {
    if (!hamletA || !hamletB) throw new Error('places')
    await insertTeam(trx, { id: teamA, establishedOn: '2022-05-01', dissolvedOn: null }, hamletA, '2022-05-01')
    await insertTeam(trx, { id: teamB, establishedOn: '2022-05-01', dissolvedOn: null }, hamletB, '2022-05-01')
  })
})
afterAll(() => db.drop())
beforeEach(async () => {
  await sql`truncate measure_delta, rollup, team_rollup, subject_days`.execute(db.owner)
})

const emit = (trx: Transaction<Database>, team: string, visits: number, door?: string) =>
  emitDeltas(trx, [
    { teamId: team, day, amounts: { visits }, subjects: door ? { 'doors.reached': { [door]: 1 } } : {} },
  ])
const write = (team: string, visits: number, door?: string) =>
  db.app.transaction().execute((trx) => emit(trx, team, visits, door))

async function kept(measure: string, scope = nation?.id): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select coalesce(sum(total), 0)::bigint as total from rollup where measure = ${measure} and scope_id = ${scope}`.execute(
    db.app,
  )
  return rows[0]?.total ?? 0
}
const waiting = async () =>
  (await sql<{ rows: number }>`select count(*) as rows from measure_delta`.execute(db.owner)).rows[0]?.rows

test('many folders and writers at once: every change is counted exactly once', async () => {
  let writing = true
  const fold = async () => {
    while (writing || (await waiting())) {
      await foldPending(db.worker, 7)
      await setTimeout(5)
    }
  }
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = 0; n < 25; n++) await write(writer % 2 ? teamA : teamB, 1, testId(5, n % 10))
  })
  const folders = [fold(), fold(), fold()]
  await Promise.all(writers)
  writing = false
  await Promise.all(folders)
  expect(await kept('visits')).toBe(100)
  expect(await kept('visits', communeA?.id)).toBe(50)
  expect(await kept('visits', communeB?.id)).toBe(50)
  expect(await kept('doors.reached@day')).toBe(10)
  expect(await kept('doors.reached@year', communeA?.id)).toBe(10)
})

test('a folder that dies between taking rows and adding them loses nothing and doubles nothing', async () => {
  await write(teamA, 3, testId(5, 1))
  await foldPending(db.worker)
  await write(teamA, 4, testId(5, 1))
  const wall = await db.owner.startTransaction().execute()
  await sql`lock table rollup in exclusive mode`.execute(wall)
  const dying = foldPending(db.worker).then(
    () => 'folded',
    () => 'died',
  )
  await vi.waitUntil(killFolder, { timeout: 30_000, interval: 50 })
  await wall.rollback().execute()
  expect(await dying).toBe('died')
  expect(await waiting()).toBe(1)
  expect(await kept('visits')).toBe(3)
  await foldPending(db.worker)
  expect(await kept('visits')).toBe(7)
  expect(await kept('doors.reached@day')).toBe(1)
  expect(await waiting()).toBe(0)
})

// It has taken the rows and stands before the wall: its connection is cut from the server's side.
const killFolder = () =>
  withClient(db.adminUrl, async (admin) => {
    const { rowCount } = await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = $1 and wait_event_type = 'Lock' and query like 'insert into rollup%'`,
      [db.name],
    )
    return rowCount === 1
  })

test('a change that commits late, with a lower number than others folded before it, is counted too', async () => {
  const late = await db.app.startTransaction().execute()
  await emit(late, teamA, 5)
  await write(teamB, 2)
  await foldPending(db.worker)
  expect(await kept('visits')).toBe(2)
  await late.commit().execute()
  await foldPending(db.worker)
  expect(await kept('visits')).toBe(7)
})

test('what was rolled back never counts', async () => {
  const undone = await db.app.startTransaction().execute()
  await emit(undone, teamA, 5)
  await undone.rollback().execute()
  await foldPending(db.worker)
  expect(await kept('visits')).toBe(0)
})

test('what fits nothing is told and left out, and does not stop the rest', async () => {
  await write(testId(4, 99), 5)
  await write(teamA, 1)
  const taking = { teamId: teamA, day, subjects: { 'doors.reached': { [testId(5, 1)]: -1 } } }
  await db.app.transaction().execute((trx) => emitDeltas(trx, [taking]))
  expect((await foldPending(db.worker))?.misfits).toBe(2)
  expect(await kept('visits')).toBe(1)
  expect(await waiting()).toBe(0)
  const half = { teamId: teamA, day, amounts: { visits: 0.5 } }
  await expect(db.app.transaction().execute((trx) => emitDeltas(trx, [half]))).rejects.toThrow(/whole numbers/)
})

test('the folder runs by itself, drains a backlog larger than one fold, tells how far it is, and stops', async () => {
  const before = (await db.app.selectFrom('fold_state').select('as_of').executeTakeFirstOrThrow()).as_of
  for (let n = 0; n < 12; n++) await write(teamA, 1)
  const folder = startFolder(db.worker, { logger: createLogger('silent'), everyMs: 20, limit: 5 })
  await vi.waitUntil(async () => (await kept('visits')) === 12, { timeout: 30_000, interval: 50 })
  await folder.stop()
  const state = await db.app.selectFrom('fold_state').select('as_of').executeTakeFirstOrThrow()
  expect(state.as_of.getTime()).toBeGreaterThan(before.getTime())
  expect(await metrics.metrics()).toContain('tungnha_fold_lag_seconds')
  await write(teamA, 1)
  expect(await waiting()).toBe(1)
})

test('requests may add to the queue and read figures, nothing else', async () => {
  await write(teamA, 1)
  await expect(sql`select id from measure_delta`.execute(db.app)).rejects.toThrow(/permission denied/)
  await expect(sql`delete from measure_delta`.execute(db.app)).rejects.toThrow(/permission denied/)
  await expect(sql`update rollup set total = 0`.execute(db.app)).rejects.toThrow(/permission denied/)
  await expect(sql`delete from team_rollup`.execute(db.app)).rejects.toThrow(/permission denied/)
})
