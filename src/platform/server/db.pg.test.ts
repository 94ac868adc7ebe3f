import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDb, rolledBack, type TestDb } from '#platform/testing/test-db.ts'
import { inScope } from './db.ts'

let db: TestDb
beforeAll(async () => {
  db = await createTestDb({ upTo: '20261122-00-roles.sql' })
})
afterAll(() => db.drop())

const team = '01970000-0000-7000-8000-000000000001'
const province = '01970000-0000-7000-8000-000000000002'

test('the scope is set inside the transaction and gone after it', async () => {
  const query = sql<{
    account: string | null
    teams: string[] | null
    provinces: string[] | null
    communes: string[] | null
  }>`
    select app_account() account, app_teams() teams, app_provinces() provinces, app_communes() communes`
  const inside = await inScope(db.app, { account: team, teams: [team], provinces: [province], communes: [] }, (trx) =>
    query.execute(trx),
  )
  expect(inside.rows).toEqual([{ account: team, teams: [team], provinces: [province], communes: [] }])
  const after = await query.execute(db.app)
  expect(after.rows).toEqual([{ account: null, teams: null, provinces: null, communes: null }])
})

test('bigint comes as a number, date as its text, timestamptz as Date, arrays of them too', async () => {
  const { rows } = await sql`select 5::bigint as n, date '2026-09-05' as d, timestamptz '2026-09-05 00:00+07' as t,
    array[1, null]::bigint[] as ns, array[date '2026-09-05'] as ds, count(*) as c from schema_migration`.execute(db.app)
  expect(rows).toEqual([
    { n: 5, d: '2026-09-05', t: new Date('2026-09-04T17:00:00Z'), ns: [1, null], ds: ['2026-09-05'], c: 1 },
  ])
})

test('a bigint that a number cannot hold is an error, not another number', async () => {
  await expect(sql`select 9007199254740993::bigint as n`.execute(db.app)).rejects.toThrow(/does not fit/)
})

test('rows of a rolled back transaction are gone; an error in inScope rolls back', async () => {
  await sql`create table note (text text)`.execute(db.owner)
  await rolledBack(db.app, (trx) => sql`insert into note values ('a')`.execute(trx))
  const failing = inScope(db.app, { account: null, teams: [], provinces: [], communes: [] }, async (trx) => {
    await sql`insert into note values ('b')`.execute(trx)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect((await sql`select text from note`.execute(db.app)).rows).toEqual([])
})

test('new tables: app and worker read and write, auth may do neither, nobody but the owner changes the schema', async () => {
  await sql`create table later (id bigserial primary key)`.execute(db.owner)
  for (const role of [db.app, db.worker]) await sql`insert into later default values`.execute(role)
  await expect(sql`select id from later`.execute(db.auth)).rejects.toThrow(/permission denied/)
  for (const role of [db.app, db.worker, db.auth])
    await expect(sql`create table mine (id int)`.execute(role)).rejects.toThrow(/permission denied/)
})

test('a policy on app_teams() lets through only the scope, and uses the index', async () => {
  await sql`create table row_of_team (id int, team_id uuid);
    alter table row_of_team enable row level security;
    create policy scope on row_of_team to tungnha_app using (team_id = any (app_teams()));
    create index on row_of_team (team_id);
    insert into row_of_team select n, gen_random_uuid() from generate_series(1, 5000) n;
    insert into row_of_team values (0, ${sql.lit(team)});
    analyze row_of_team`.execute(db.owner)
  const scope = { account: null, teams: [team], provinces: [], communes: [] }
  const seen = await inScope(db.app, scope, (trx) => sql`select id from row_of_team`.execute(trx))
  expect(seen.rows).toEqual([{ id: 0 }])
  expect((await sql`select id from row_of_team`.execute(db.app)).rows).toEqual([])
  const plan = await inScope(db.app, scope, (trx) => sql`explain select id from row_of_team`.execute(trx))
  expect(JSON.stringify(plan.rows)).toMatch(/Index/)
})
