import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'

// Tests of the database's own shape. Each check is first shown to find a fault that is planted on purpose.

let db: TestDb
beforeAll(async () => {
  db = await createTestDb()
})
afterAll(() => db.drop())

/** Tables that carry a person's or a team's key but no person, each with its reason. */
const personFree: Record<string, string> = {
  team_revision: 'a counter a team',
  team_place: 'where a team stood on which day: public knowledge',
  removal: 'ids of rows that left a team',
  audit: 'ids of accounts and things, no names; added to, never changed; read by who holds audit.read',
  measure_delta: 'sums a team and day',
  team_rollup: 'sums a team and month',
  sync_snapshot: 'counts and hashes; the chunks are encrypted',
  sync_snapshot_chunk: 'hashes; the chunks are encrypted',
  sync_chunk: 'encrypted, opened only after the permission on the team was checked',
}

test('every foreign key has an index that begins with its columns', async () => {
  await sql`create table planted_fk (id uuid primary key, place_id uuid references place (id))`.execute(db.owner)
  expect(await foreignKeysWithoutIndex()).toContain('planted_fk.place_id')
  await sql`drop table planted_fk`.execute(db.owner)
  expect(await foreignKeysWithoutIndex()).toEqual([])
})

test('every table has one owner, named in the README of its slice', async () => {
  await sql`create table planted_orphan (id uuid primary key)`.execute(db.owner)
  expect(await tablesWithoutOneOwner()).toContain('planted_orphan (0 owners)')
  await sql`drop table planted_orphan`.execute(db.owner)
  expect(await tablesWithoutOneOwner()).toEqual([])
})

test('every table with persons is under row-level security', async () => {
  await sql`create table planted_person (id uuid primary key, phone text)`.execute(db.owner)
  expect(await personsWithoutRowSecurity()).toContain('planted_person')
  await sql`drop table planted_person`.execute(db.owner)
  expect(await personsWithoutRowSecurity()).toEqual([])
})

test('the application role may not touch the tables of sign-in, nor change tables at all', async () => {
  const { rows } = await sql<{ table_name: string }>`
    select table_name from information_schema.role_table_grants
    where grantee = 'tungnha_app' and starts_with(table_name, 'auth_')
      and table_schema = 'public'`.execute(db.owner)
  expect(rows).toEqual([])
  await expect(sql`create table planted_by_app (id int)`.execute(db.app)).rejects.toThrow(/permission denied/)
})

const foreignKeysWithoutIndex = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select c.conrelid::regclass || '.' || string_agg(a.attname, ',' order by k.position) as name
    from pg_constraint c
    cross join lateral unnest(c.conkey) with ordinality as k (attnum, position)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace
    group by c.oid, c.conrelid, c.conkey
    having not exists (
      select 1 from pg_index i
      where i.indrelid = c.conrelid
        and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
        and c.conkey @> (i.indkey::int2[])[0:cardinality(c.conkey) - 1]
    )
    order by 1`.execute(db.owner)
  return rows.map((row) => row.name)
}

const tablesWithoutOneOwner = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by 1`.execute(db.owner)
  const owned = ownedTables()
  return rows
    .map(({ name }) => ({ name, owners: owned.filter((table) => table === name).length }))
    .filter(({ owners }) => owners !== 1)
    .map(({ name, owners }) => `${name} (${owners} owners)`)
}

/** Table names in the "## Tables" sections: at the beginning of a line, of an item or of a table's row. */
const ownedTables = (): string[] => {
  const src = resolve(import.meta.dirname, '../../src')
  const slices = readdirSync(join(src, 'slices')).map((slice) => join(src, 'slices', slice, 'README.md'))
  return [...slices, join(src, 'platform/README.md')].flatMap((path) => {
    const section =
      readFileSync(path, 'utf8')
        .split(/^## Tables.*$/m)[1]
        ?.split(/^## /m)[0] ?? ''
    return [...section.matchAll(/^(?:- |\| )?((?:`\w+`(?:, )?)+)/gm)].flatMap(([, names]) =>
      [...(names ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''),
    )
  })
}

const personsWithoutRowSecurity = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select distinct c.relname as name
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not c.relrowsecurity
      and a.attname in ('team_id', 'member_id', 'household_id', 'phone', 'birth_year', 'folded_name')
      -- the tables of sign-in are closed to the application's role altogether
      and has_table_privilege('tungnha_app', c.oid, 'select')
    order by 1`.execute(db.owner)
  return rows.map((row) => row.name).filter((name) => !(name in personFree))
}
