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
  open(urls?: RoleUrls): TestDb
  /** A second database with the same rows, unless it is there already; nobody may be connected to the first. */
  copy(name: string): Promise<Copy>
  stop(): Promise<void>
}

export interface Copy {
  urls: RoleUrls
  /** As the superuser, whom no foreign key makes wait. */
  adminUrl: string
  isNew: boolean
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
    open: (of = urls) => open(of, server.url('postgres')),
    copy: async (name) => {
      const isNew = await withClient(server.url('postgres'), async (admin) => {
        const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
        if (rowCount) return false
        await admin.query(`create database ${name} template ${databaseName} owner tungnha_owner`)
        return true
      })
      return { urls: urlsIn(name), adminUrl: server.url('postgres', name), isNew }
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
