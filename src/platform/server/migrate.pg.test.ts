import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { migrate, pendingMigrations, readMigrations } from './migrate.ts'

const base = '20261122-00-roles.sql'
let db: TestDb
let folder: string
beforeEach(async () => {
  db = await createTestDb({ upTo: base })
  folder = mkdtempSync(join(tmpdir(), 'tungnha-migrations-'))
  const [first] = readMigrations()
  write(base, first?.sql ?? '')
})
afterEach(async () => {
  await db.drop()
  rmSync(folder, { recursive: true })
})

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const run = () => migrate({ url: db.urls.owner, folder })
const tables = async () => {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migration' order by 1`.execute(
    db.owner,
  )
  return rows.map((row) => row.name)
}

test('runs what is missing in order of names, once, as the owner', async () => {
  write('20270101-02-second.sql', 'alter table first add column b int; create table second (n int)')
  write('20270101-01-first.sql', 'create table first (a int)')
  expect(await pendingMigrations({ url: db.urls.owner, folder })).toEqual([
    '20270101-01-first.sql',
    '20270101-02-second.sql',
  ])
  expect(await run()).toEqual(['20270101-01-first.sql', '20270101-02-second.sql'])
  expect(await run()).toEqual([])
  expect(await tables()).toEqual(['first', 'second'])
  const owners = await sql`select distinct tableowner from pg_tables where schemaname = 'public'`.execute(db.owner)
  expect(owners.rows).toEqual([{ tableowner: 'tungnha_owner' }])
})

test('a file that fails leaves nothing of itself; those before it stay; the sentence names file and line', async () => {
  write('20270101-01-first.sql', 'create table first (a int)')
  write('20270101-02-second.sql', 'create table second (n int);\ninsert into second\nvalues (missing)')
  await expect(run()).rejects.toThrow(/20270101-02-second\.sql:3.*"missing"/)
  expect(await tables()).toEqual(['first'])
  write('20270101-02-second.sql', 'create table second (n int)')
  expect(await run()).toEqual(['20270101-02-second.sql'])
})

test('refuses a file that changed after it ran', async () => {
  write('20270101-01-first.sql', 'create table first (a int)')
  await run()
  write('20270101-01-first.sql', 'create table first (a bigint)')
  await expect(run()).rejects.toThrow(/20270101-01-first\.sql.*differs now/)
  await expect(pendingMigrations({ url: db.urls.owner, folder })).rejects.toThrow(/differs now/)
})

test('refuses a database that is newer than the program, and a missing or late file', async () => {
  write('20270101-01-first.sql', 'create table first (a int)')
  write('20270301-01-newer.sql', 'create table newer (a int)')
  await run()
  rmSync(join(folder, '20270301-01-newer.sql'))
  await expect(run()).rejects.toThrow(/database is newer than this program.*20270301-01-newer/)
  write('20270301-01-newer.sql', 'create table newer (a int)')
  rmSync(join(folder, '20270101-01-first.sql'))
  await expect(run()).rejects.toThrow(/20270101-01-first\.sql.*is missing/)
  write('20270101-01-first.sql', 'create table first (a int)')
  write('20270201-01-late.sql', 'create table late (a int)')
  await expect(run()).rejects.toThrow(/20270201-01-late\.sql is dated before/)
  expect(await tables()).toEqual(['first', 'newer'])
})

test('refuses a file whose name has no place in the order', async () => {
  write('add-things.sql', 'create table things (a int)')
  await expect(run()).rejects.toThrow(/add-things\.sql.*YYYYMMDD-NN-what\.sql/)
})

test('several at once: every file runs once', async () => {
  write('20270101-01-first.sql', 'create table first (a int); select pg_sleep(0.3)')
  write('20270101-02-second.sql', 'insert into first values (1)')
  const ran = await Promise.all([run(), run(), run()])
  expect(ran.flat()).toEqual(['20270101-01-first.sql', '20270101-02-second.sql'])
  expect((await sql`select a from first`.execute(db.owner)).rows).toEqual([{ a: 1 }])
})
