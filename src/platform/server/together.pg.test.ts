import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { type Db, inScopeBriefly, openDb } from './db.ts'
import { prepared } from './statement.ts'
import { runTogether } from './together.ts'

let db: TestDb
let unprepared: Db
beforeAll(async () => {
  db = await createTestDb({ poolSize: 1 })
  unprepared = openDb(db.urls, { poolSize: 1, prepare: false })
})
afterAll(async () => {
  await unprepared?.close()
  await db?.drop()
})

const anybody = { account: null, teams: [], provinces: [], communes: [] }
const kinds = () => [db, unprepared].map(({ app }) => app)

test('the rows of each statement, read like those of any query, prepared or not, again and again', async () => {
  const first = prepared(
    `select $1::date as day, $2::int8 as many, $3::text[] as words, null as nothing, '{"a":1}'::jsonb as body`,
  )
  for (const app of kinds())
    for (let round = 0; round < 3; round++)
      expect(
        await runTogether(app, [
          { text: first, values: ['2026-11-22', '7', ['a,b', '"c\\d"']] },
          { text: 'select 1 as one where false', values: [] },
          { text: 'select n from generate_series(1, 3) as n', values: [] },
        ]),
      ).toEqual([
        [{ day: '2026-11-22', many: 7, words: ['a,b', '"c\\d"'], nothing: null, body: { a: 1 } }],
        [],
        [{ n: 1 }, { n: 2 }, { n: 3 }],
      ])
})

test('a statement that fails rejects, what follows is not run, and the connection goes on, also with what was prepared', async () => {
  const good = prepared('select $1::int as value')
  const bad = prepared('select 1 / $1::int as value')
  for (const app of kinds()) {
    const failing = runTogether(app, [
      { text: good, values: ['1'] },
      { text: bad, values: ['0'] },
      { text: good, values: ['2'] },
    ])
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(
      await runTogether(app, [
        { text: bad, values: ['1'] },
        { text: good, values: ['2'] },
      ]),
    ).toEqual([[{ value: 1 }], [{ value: 2 }]])
  }
})

test('a short transaction: opening before, last write with the commit, all or nothing, locks seen by what follows', async () => {
  const opening = [{ text: 'select current_setting($1) as scope', values: ['app.teams'] }]
  const insert = (reason: string) => ({
    text: 'insert into sync_epoch (epoch, reason) values ($1, $2)',
    values: [reason, 'test'],
  })
  const reasons = async () =>
    (await sql<{ epoch: string }>`select epoch from sync_epoch where reason = 'test'`.execute(db.app)).rows
  for (const [index, app] of kinds().entries()) {
    const teams = ['019a0000-0000-7000-8000-000000000001']
    const scope = await inScopeBriefly(app, { ...anybody, teams }, opening, async (_trx, [rows]) => ({
      result: rows,
      last: insert(`kept ${index}`),
    }))
    expect(scope).toEqual([{ scope: `{${teams}}` }])
    await expect(
      inScopeBriefly(app, anybody, [insert(`undone ${index}`)], async () => ({
        result: 0,
        last: { text: 'select 1 / 0', values: [] },
      })),
    ).rejects.toMatchObject({ code: '22012' })
    await expect(
      inScopeBriefly(app, anybody, [insert(`undone too ${index}`)], async () => {
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
  }
  expect(await reasons()).toEqual([{ epoch: 'kept 0' }, { epoch: 'kept 1' }])
})

test('a connection that breaks in the middle rejects, and the pool goes on with another', async () => {
  const dying = runTogether(db.app, [
    { text: 'select 1', values: [] },
    { text: 'select pg_terminate_backend(pg_backend_pid())', values: [] },
  ])
  await expect(dying).rejects.toThrow()
  // The end of the connection is noticed a moment after the error that announced it.
  const next = () => runTogether(db.app, [{ text: 'select 1 as one', values: [] }]).catch(String)
  await expect.poll(next, { timeout: 30_000 }).toEqual([[{ one: 1 }]])
})
