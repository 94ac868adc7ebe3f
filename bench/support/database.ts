import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '#platform/server/db.ts'
import { migrate } from '#platform/server/migrate.ts'
import { withClient } from '#platform/server/operator-client.ts'
import { databaseName } from '#platform/server/postgres/bootstrap.ts'
import { startEmbedded } from '#platform/server/postgres/embedded.ts'
import type { DatabaseRole, RoleUrls } from '#platform/server/role-urls.ts'
import type { TestDb } from '#platform/testing/test-db.ts'

/** The product's embedded PostgreSQL as it is installed (fsync on), in a folder of its own, migrated, without rows. */
export interface BenchDatabase {
  urls: RoleUrls
  postmaster: number
  /** Handles as the test builders want them; close them before `copy`. */
  open(): TestDb
  /** A second database with the same rows; nobody may be connected to the first. Answers its owner's URL. */
  copy(name: string): Promise<string>
  stop(): Promise<void>
}

/** `kept`: a folder that stays, with what an earlier run has put into its database. */
export async function startDatabase(kept?: string): Promise<BenchDatabase> {
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'tungnha-bench-'))
  mkdirSync(dataDir, { recursive: true })
  chmodSync(dataDir, 0o755) // as root, PostgreSQL runs as another user and must pass through
  const server = await startEmbedded({ dataDir, log: console.error })
  const urls = urlsIn(databaseName)
  await migrate({ url: urls.owner })
  return {
    urls,
    postmaster: Number(readFileSync(join(server.dir, 'data/postmaster.pid'), 'utf8').split('\n')[0]),
    open: () => open(urls, server.url('postgres')),
    copy: async (name) => {
      await withClient(server.url('postgres'), (admin) =>
        admin.query(`create database ${name} template ${databaseName} owner tungnha_owner`),
      )
      return urlsIn(name).owner
    },
    stop: async () => {
      await server.stop()
      if (!kept) rmSync(dataDir, { recursive: true, force: true })
    },
  }

  function urlsIn(database: string): RoleUrls {
    const url = (role: DatabaseRole) => server.url(role, database)
    return { owner: url('owner'), app: url('app'), worker: url('worker'), auth: url('auth') }
  }
}

function open(urls: RoleUrls, adminUrl: string): TestDb {
  const db = openDb(urls, { poolSize: 8 })
  return { ...db, urls, adminUrl, name: databaseName, drop: db.close }
}
