import { createApp } from '#app/server/app.ts'
import { kindStores } from '#app/server/sync.ts'
import { openDb } from '#platform/server/db.ts'
import { createLogger } from '#platform/server/log.ts'
import { withClient } from '#platform/server/operator-client.ts'
import { startNewEpoch } from '#platform/server/sync/epoch.ts'
import { type Builders, createBuilders, testPublicUrl, testSecret } from '#platform/testing/builders.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'

const poolSize = 8
/** Kinds as the server reads them, for comparing phones with it. */
export const kinds = kindStores

/** The server of one test file with its database; the database can be taken back to an earlier backup. */
export class World {
  db: TestDb
  build: Builders
  url: string
  /** What the server logged as its own faults. */
  readonly faults: string[]
  private stopServer: () => Promise<void>
  private backupName: string | null = null

  private constructor(db: TestDb, build: Builders, server: Running, faults: string[]) {
    this.db = db
    this.build = build
    this.faults = faults
    this.url = server.url
    this.stopServer = server.stop
  }

  static async open(): Promise<World> {
    const db = await createTestDb({ poolSize })
    const build = await createBuilders(db)
    const faults: string[] = []
    return new World(db, build, await startServer(db, faults), faults)
  }

  /** A copy of the database as it is now. The server rests meanwhile: PostgreSQL copies no database in use. */
  async backup(): Promise<void> {
    const name = `${this.db.name}_b`
    await this.withoutServer(async (adminUrl) => {
      await sqlAsAdmin(adminUrl, `drop database if exists ${name}`)
      await sqlAsAdmin(adminUrl, `create database ${name} template ${this.db.name} strategy file_copy`)
    })
    this.backupName = name
  }

  /** The server goes on from the backup: what was done since is gone there, and a new epoch begins. */
  async restore(): Promise<void> {
    const { backupName } = this
    if (!backupName) throw new Error('there is no backup')
    await this.withoutServer(async (adminUrl) => {
      await sqlAsAdmin(adminUrl, `drop database ${this.db.name} with (force)`)
      await sqlAsAdmin(adminUrl, `alter database ${backupName} rename to ${this.db.name}`)
    })
    this.backupName = null
    await startNewEpoch(this.db.owner, 'restored by a test')
  }

  async close(): Promise<void> {
    await this.stopServer()
    await this.db.close()
    for (const name of [this.db.name, ...(this.backupName ? [this.backupName] : [])])
      await sqlAsAdmin(this.db.adminUrl, `drop database ${name} with (force)`)
  }

  private async withoutServer(work: (adminUrl: string) => Promise<void>): Promise<void> {
    const { adminUrl, name, urls } = this.db
    await this.stopServer()
    await this.db.close()
    await work(adminUrl)
    this.db = { ...openDb(urls, { poolSize }), adminUrl, name, urls, drop: () => this.close() }
    this.build = await createBuilders(this.db)
    const { url, stop } = await startServer(this.db, this.faults)
    this.url = url
    this.stopServer = stop
  }
}

const sqlAsAdmin = (adminUrl: string, text: string) => withClient(adminUrl, (admin) => admin.query(text))

interface Running {
  url: string
  stop(): Promise<void>
}

/** The product's own server, as it is composed, on a free port. */
async function startServer(db: TestDb, faults: string[]): Promise<Running> {
  const log = createLogger('error', { write: (line) => void faults.push(line) })
  const config = {
    publicUrl: testPublicUrl,
    trustProxy: 0,
    dbPool: poolSize,
    authSecret: testSecret,
  }
  const app = await createApp({ db, config, log, worker: () => true })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url, stop: () => app.close() }
}
