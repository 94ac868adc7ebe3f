import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolders } from '#platform/testing/embedded-harness.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { runChecks } from './doctor-checks.ts'
import type { Finding } from './doctor-finding.ts'

const folders = temporaryFolders()
let db: TestDb
let env: Record<string, string>
beforeAll(async () => {
  db = await createTestDb({ upTo: '20261122-00-roles.sql' })
  env = {
    DATA_DIR: folders.make(),
    AUTH_SECRET: 'a secret that is long enough for it',
    DATABASE_URL: db.urls.owner,
    DATABASE_URL_APP: db.urls.app,
    DATABASE_URL_WORKER: db.urls.worker,
    DATABASE_URL_AUTH: db.urls.auth,
  }
})
afterAll(async () => {
  await db.drop()
  await folders.clean()
})

async function findings(changes: Record<string, string> = {}): Promise<Record<string, Finding>> {
  const found: Record<string, Finding> = {}
  for await (const finding of runChecks({ ...env, ...changes })) found[finding.check] = finding
  return found
}

test('says what each check found, and that updates are missing', async () => {
  const found = await findings()
  const levels = Object.fromEntries(Object.entries(found).map(([check, { level }]) => [check, level]))
  expect(levels).toMatchObject({
    node: 'ok',
    config: 'ok',
    clock: 'ok',
    'database version': 'ok',
    'database clock': 'ok',
    sorting: 'ok',
    schema: 'warning',
    'role app': 'ok',
    'role worker': 'ok',
    'role auth': 'ok',
  })
  expect(found.schema?.vi).toMatch(/tungnha migrate/)
})

test('finds a database that does not write durably', async () => {
  const { rows } = await sql<{ fsync: string }>`select current_setting('fsync') as fsync`.execute(db.owner)
  expect((await findings()).durability?.level).toBe(rows[0]?.fsync === 'off' ? 'problem' : 'ok')
})

test('finds a role that cannot log in, a database that is away and a schema from elsewhere', async () => {
  const wrong = new URL(db.urls.app)
  wrong.password = 'wrong'
  expect((await findings({ DATABASE_URL_APP: wrong.href }))['role app']?.level).toBe('problem')
  const away = await findings({ DATABASE_URL: 'postgres://me:hidden@127.0.0.1:1/tungnha' })
  expect(away.database).toMatchObject({ level: 'problem', en: expect.stringMatching(/ECONNREFUSED/) })
  await sql`insert into schema_migration values ('29990101-01-future.sql', 'x')`.execute(db.owner)
  expect((await findings()).schema).toMatchObject({
    level: 'problem',
    en: expect.stringMatching(/newer than this program/),
  })
})

test('finds a secret that others can read, an address without HTTPS and a certificate that is none', async () => {
  const { DATABASE_URL: _url, AUTH_SECRET: _secret, ...embedded } = env
  const DATA_DIR = folders.make()
  for await (const _ of runChecks({ ...embedded, DATA_DIR }));
  chmodSync(join(DATA_DIR, 'secret'), 0o644)
  const tls = { TLS_CERT: '/etc/hostname', TLS_KEY: '/etc/hostname' }
  expect((await findings({ DATA_DIR, PUBLIC_URL: 'http://tungnha.vn' }))['secret file']?.level).toBe('problem')
  expect((await findings({ PUBLIC_URL: 'http://tungnha.vn' })).https?.level).toBe('warning')
  expect((await findings(tls)).https).toMatchObject({
    level: 'problem',
    vi: expect.stringMatching(/TLS_CERT và TLS_KEY/),
  })
})

test('wrong settings end it at once, each named', async () => {
  expect(Object.keys(await findings({ PORT: 'x', WORKER: 'y' }))).toEqual(['node', 'config PORT', 'config WORKER'])
})
