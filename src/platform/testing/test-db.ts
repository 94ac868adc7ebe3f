import { randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { type Db, openDb } from '#platform/server/db.ts'
import { withClient } from '#platform/server/operator-client.ts'
import { roleName } from '#platform/server/postgres/roles.ts'
import type { RoleUrls } from '#platform/server/role-urls.ts'
import type { Database } from '#platform/server/schema.ts'
import { migratedTemplate, type TestCluster, testRoleUrls } from './test-cluster.ts'

/** A database of its own for one test file, with all migrations and no rows. */
export interface TestDb extends Db {
  urls: RoleUrls
  /** The superuser's URL of the server (not of this database). */
  adminUrl: string
  name: string
  /** Closes the handles and removes the database. */
  drop(): Promise<void>
}

export interface TestDbOptions {
  /** Connections per role at most. */
  poolSize?: number
  /** Migrations only up to this file, for tests of what a later one does to existing rows. */
  upTo?: string
}

/** Clones the migrated template. Call it in beforeAll, `drop` in afterAll. */
export async function createTestDb(options: TestDbOptions = {}): Promise<TestDb> {
  const { adminUrl } = testCluster()
  const template = await migratedTemplate(adminUrl, options.upTo)
  const name = `tungnha_test_${Math.floor(Date.now() / 1000)}_${randomBytes(6).toString('hex')}`
  await withClient(adminUrl, (admin) =>
    admin.query(`create database ${name} template ${template} owner ${roleName('owner')}`),
  )
  const urls = testRoleUrls(adminUrl, name)
  const db = openDb(urls, { poolSize: options.poolSize ?? 10 })
  const drop = async () => {
    await db.close()
    await withClient(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`))
  }
  return { ...db, urls, adminUrl, name, drop }
}

/** Runs `fn` in a transaction that is rolled back whatever happens; answers what `fn` answered. */
export async function rolledBack<T>(db: Kysely<Database>, fn: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  const trx = await db.startTransaction().execute()
  try {
    return await fn(trx)
  } finally {
    await trx.rollback().execute()
  }
}

function testCluster(): TestCluster {
  const text = process.env.TUNGNHA_TEST_CLUSTER
  if (!text)
    throw new Error('createTestDb needs the global setup src/platform/testing/postgres-global.ts (vitest --project pg)')
  return JSON.parse(text)
}
