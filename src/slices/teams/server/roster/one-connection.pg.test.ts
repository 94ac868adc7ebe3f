import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '#platform/server/paths.ts'
import { type BuiltPlace, type BuiltSession, createBuilders } from '#platform/testing/builders.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'

// With one connection to the database: what holds one while it reads a file, or wants a second one, is seen at once.

let db: TestDb
let app: TestApp
let commune: BuiltPlace
let officer: BuiltSession
beforeAll(async () => {
  db = await createTestDb({ poolSize: 1 })
  const build = await createBuilders(db)
  app = await createTestApp(db)
  commune = await build.commune(undefined, { name: 'Châu Thành' })
  officer = await build.officer('commune_officer', commune)
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const bytes = readFileSync(join(projectRoot, 'tests/fixtures/rosters/an-giang-xa-chau-thanh.xlsx'))
const upload = () => app.upload(`/api/places/${commune.id}/imports`, officer, { name: 'an-giang.xlsx', bytes })
const get = (url: string) => app.request('GET', `/api/places/${commune.id}/${url}`, officer)

test('while files are read in their processes, other requests are answered', async () => {
  let read = 0
  const uploads = [1, 2].map(() => upload().finally(() => read++))
  for (let look = 0; look < 5; look++) expect((await get('teams')).statusCode).toBe(200)
  expect(read).toBe(0)
  expect((await Promise.all(uploads)).map(({ statusCode }) => statusCode)).toEqual([200, 200])
})

test('looking and applying take one connection at a time', { timeout: 60_000 }, async () => {
  const { id } = (await upload()).json()
  expect((await get(`imports/${id}`)).json()).toMatchObject({ state: 'previewed', changes: { teamsAdded: 12 } })
  const applied = await app.request('POST', `/api/places/${commune.id}/imports/${id}/apply`, officer, {})
  expect(applied.statusCode).toBe(200)
  expect(applied.json().teamsDone).toBeGreaterThan(0)
  const again = await app.request('POST', `/api/places/${commune.id}/imports/${id}/apply`, officer, {})
  expect(again.statusCode).toBe(200)
  const { rows } = await sql<{ action: string }>`
    select action from audit where action like 'team.import%' order by id`.execute(db.owner)
  expect(rows.map(({ action }) => action)).toEqual([
    'team.import-read',
    'team.import-read',
    'team.import-read',
    'team.import',
  ])
})
