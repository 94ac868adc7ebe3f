import { afterAll, beforeAll, expect, test } from 'vitest'
import { query, temporaryFolders } from '#platform/testing/embedded-harness.ts'
import { readConfig } from './config.ts'
import { migrateDatabase, openDatabase } from './database.ts'
import { type Embedded, startEmbedded } from './postgres/embedded.ts'
import { withUser } from './role-urls.ts'

// A server of its own that plays the one somebody brought: its roles' passwords change here.
const folders = temporaryFolders()
const AUTH_SECRET = 'a secret that is long enough for it'
let server: Embedded
let DATA_DIR: string
beforeAll(async () => {
  DATA_DIR = folders.make()
  server = await startEmbedded({ dataDir: folders.make(), log: () => {}, durable: false })
  await asAdmin(`create role landlord login password 'p' createrole`)
  await asAdmin(`create role tenant login password 'p'`)
})
afterAll(async () => {
  await server.stop()
  await folders.clean()
})

const asAdmin = (text: string) => query(server.url('postgres'), text)
async function databaseOf(owner: string): Promise<string> {
  await asAdmin(`create database of_${owner} owner ${owner}`)
  return withUser(server.url('postgres'), owner, 'p', `of_${owner}`)
}
const dropRoles = async () => {
  for (const role of ['app', 'worker', 'auth']) {
    await asAdmin(`drop owned by tungnha_${role}`)
    await asAdmin(`drop role tungnha_${role}`)
  }
}

test('an owner who may create roles: migrate makes them, then every role gets in with what follows from the secret', async () => {
  await asAdmin('drop database tungnha')
  await dropRoles()
  const config = readConfig({ DATA_DIR, AUTH_SECRET, DATABASE_URL: await databaseOf('landlord') })
  await expect(openDatabase(config, () => {})).rejects.toThrow(/run "tungnha migrate" first/)
  expect((await migrateDatabase(config, () => {})).length).toBeGreaterThan(0)
  expect(await migrateDatabase(config, () => {})).toEqual([])
  const { urls } = await openDatabase(config, () => {})
  for (const [role, url] of Object.entries(urls).slice(1))
    expect(await query(url, 'select current_user as me')).toEqual([{ me: `tungnha_${role}` }])
  expect(await query(urls.app, 'show lock_timeout')).toEqual([{ lock_timeout: '10s' }])
})

test('the secret changed: migrate gives the roles their new passwords', async () => {
  const DATABASE_URL = withUser(server.url('postgres'), 'landlord', 'p', 'of_landlord')
  const config = readConfig({ DATA_DIR, AUTH_SECRET: `${AUTH_SECRET}, another one`, DATABASE_URL })
  await migrateDatabase(config, () => {})
  const { urls } = await openDatabase(config, () => {})
  expect(await query(urls.worker, 'select current_user as me')).toEqual([{ me: 'tungnha_worker' }])
})

test('an owner who may not: the statements for the administrator are shown, and after them it works', async () => {
  await asAdmin('drop database of_landlord')
  await dropRoles()
  const config = readConfig({ DATA_DIR, AUTH_SECRET, DATABASE_URL: await databaseOf('tenant') })
  const refusal = await migrateDatabase(config, () => {}).catch((error) => error.vi as string)
  await asAdmin(String(refusal).split('\n').slice(1).join('\n'))
  await migrateDatabase(config, () => {})
  const { urls } = await openDatabase(config, () => {})
  expect(await query(urls.app, 'show statement_timeout')).toEqual([{ statement_timeout: '30s' }])
})

test('a server that is not there: where and why, without the password', async () => {
  const DATABASE_URL = 'postgres://me:hidden@127.0.0.1:1/tungnha'
  const failure = await openDatabase(readConfig({ DATA_DIR, AUTH_SECRET, DATABASE_URL }), () => {}).catch(
    (error) => error,
  )
  expect(failure.message).toMatch(/127\.0\.0\.1:1\/tungnha.*ECONNREFUSED/)
  expect(failure.message).not.toContain('hidden')
})
