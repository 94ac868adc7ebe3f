import { createApp } from '#app/server/app.ts'
import { kindStores } from '#app/server/sync.ts'
import { openDb } from '#platform/server/db.ts'
import { createLogger } from '#platform/server/log.ts'
import { withClient } from '#platform/server/operator-client.ts'
import { startNewEpoch } from '#platform/server/sync/epoch.ts'
import { type Builders, createBuilders, testPublicUrl, testSecret } from '#platform/testing/builders.ts'
import { temporaryFiles } from '#platform/testing/temporary-files.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { patientMs } from '#platform/testing/toy-server.ts'

const poolSize = 8
/** Kinds as the server reads them, for comparing phones with it. */
export const kinds = kindStores

/**
 * Two servers of one test file with their database: what one process keeps in turn by itself must hold between two. The
 * database can be taken back to an earlier backup.
 */
export class World {
  db: TestDb
  build: Builders
  /** What the servers logged as their own faults. */
  readonly faults: string[]
  private servers: Running
  private requests = 0
  private backupName: string | null = null

  private constructor(db: TestDb, build: Builders, servers: Running, faults: string[]) {
    this.db = db
    this.build = build
    this.faults = faults
    this.servers = servers
  }

  /** Of the one and the other server in turn. */
  get url(): string {
    this.requests += 1
    return this.servers.urls[this.requests % this.servers.urls.length] ?? ''
  }

  static async open(): Promise<World> {
    const db = await createTestDb({ poolSize })
    const build = await createBuilders(db)
    const faults: string[] = []
    return new World(db, build, await startServers(db, faults), faults)
  }

  /** A copy of the database as it is now. The servers rest meanwhile: PostgreSQL copies no database in use. */
  async backup(): Promise<void> {
    const name = `${this.db.name}_b`
    await this.withoutServers(async (adminUrl) => {
      await sqlAsAdmin(adminUrl, `drop database if exists ${name}`)
      await sqlAsAdmin(adminUrl, `create database ${name} template ${this.db.name} strategy file_copy`)
    })
    this.backupName = name
  }

  /** The servers go on from the backup: what was done since is gone there, and a new epoch begins. */
  async restore(): Promise<void> {
    const { backupName } = this
    if (!backupName) throw new Error('there is no backup')
    await this.withoutServers(async (adminUrl) => {
      await sqlAsAdmin(adminUrl, `drop database ${this.db.name} with (force)`)
      await sqlAsAdmin(adminUrl, `alter database ${backupName} rename to ${this.db.name}`)
    })
    this.backupName = null
    await startNewEpoch(this.db.owner, 'restored by a test')
  }

  async close(): Promise<void> {
    await this.servers.stop()
    await this.db.close()
    for (const name of [this.db.name, ...(this.backupName ? [this.backupName] : [])])
      await sqlAsAdmin(this.db.adminUrl, `drop database ${name} with (force)`)
  }

  private async withoutServers(work: (adminUrl: string) => Promise<void>): Promise<void> {
    const { adminUrl, name, urls } = this.db
    await this.servers.stop()
    await this.db.close()
    await work(adminUrl)
    this.db = { ...openDb(urls, { poolSize }), adminUrl, name, urls, drop: () => this.close() }
    this.build = await createBuilders(this.db)
    this.servers = await startServers(this.db, this.faults)
  }
}

const sqlAsAdmin = (adminUrl: string, text: string) => withClient(adminUrl, (admin) => admin.query(text))

interface Running {
  urls: string[]
  stop(): Promise<void>
}

/** The product's own server, as it is composed, twice, each on a free port. */
async function startServers(db: TestDb, faults: string[]): Promise<Running> {
  const log = createLogger('error', { write: (line) => void faults.push(line) })
  const config = {
    publicUrl: testPublicUrl,
    trustProxy: 0,
    dbPool: poolSize,
    authSecret: testSecret,
    // A machine that is busy with other things must not decide what a run meets.
    shedAtMs: patientMs,
  }
  const apps = [
    await createApp({ db, files: temporaryFiles(), config, log, worker: () => true }),
    await createApp({ db, files: temporaryFiles(), config, log, worker: () => true }),
  ]
  const urls = await Promise.all(apps.map((app) => app.listen({ host: '127.0.0.1', port: 0 })))
  return { urls, stop: async () => void (await Promise.all(apps.map((app) => app.close()))) }
}
