import { createSyncDeps, kindStores } from '#app/server/sync.ts'
import { type Db, openDb } from '#platform/server/db.ts'
import { createLogger } from '#platform/server/log.ts'
import { createServer } from '#platform/server/server.ts'
import { startNewEpoch } from '#platform/server/sync/epoch.ts'
import { lanesFor } from '#platform/server/sync/lanes.ts'
import { syncRoutes } from '#platform/server/sync/routes.ts'
import { type Builders, createBuilders } from '#platform/testing/builders.ts'
import { testRoleUrls, withAdmin } from '#platform/testing/test-cluster.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'

const poolSize = 8
/** Kinds as the server reads them, for comparing phones with it. */
export const kinds = kindStores

/** The server of one test file with its database; the database can be taken back to an earlier backup. */
export class World {
  db: TestDb
  build: Builders
  url: string
  private stopServer: () => Promise<void>
  private backupName: string | null = null

  private constructor(db: TestDb, build: Builders, server: Running) {
    this.db = db
    this.build = build
    this.url = server.url
    this.stopServer = server.stop
  }

  static async open(): Promise<World> {
    const db = await createTestDb({ poolSize })
    const build = await createBuilders(db)
    return new World(db, build, await startServer(db, build))
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
    if (this.backupName) await sqlAsAdmin(this.db.adminUrl, `drop database if exists ${this.backupName}`)
    await this.db.drop()
  }

  private async withoutServer(work: (adminUrl: string) => Promise<void>): Promise<void> {
    const { adminUrl, name, urls, drop } = this.db
    await this.stopServer()
    await this.db.close()
    await work(adminUrl)
    const db = openDb(testRoleUrls(adminUrl, name), { poolSize })
    this.db = { ...db, adminUrl, name, urls, drop: () => dropDatabase(db, drop) }
    this.build = await createBuilders(this.db)
    const { url, stop } = await startServer(this.db, this.build)
    this.url = url
    this.stopServer = stop
  }
}

// The first handles are closed already; `drop` closes them once more, which pools refuse, before it drops.
async function dropDatabase(db: Db, drop: () => Promise<void>): Promise<void> {
  await db.close()
  await drop()
}

const sqlAsAdmin = (adminUrl: string, text: string) => withAdmin(adminUrl, (admin) => admin.query(text))

interface Running {
  url: string
  stop(): Promise<void>
}

async function startServer(db: TestDb, build: Builders): Promise<Running> {
  const log = createLogger('silent')
  const deps = createSyncDeps({
    db: db.app,
    paths: { team: pathOfTeam },
    authSecret: 'a secret of the tests, long enough for anybody',
    report: (error) => {
      throw error
    },
  })
  const app = await createServer({
    publicUrl: 'http://127.0.0.1:3000',
    trustProxy: 0,
    log,
    version: 'test',
    checks: { database: async () => true, migrations: async () => true, worker: () => true },
    routes: [...build.identity.routes, ...syncRoutes(deps, lanesFor(poolSize))],
    deps: {
      db: db.app,
      paths: { place: async () => null, team: pathOfTeam },
      loadActor: build.identity.loadActor,
      scopeOf: build.identity.scopeOf,
    },
    shedAtMs: 60_000,
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url, stop: () => app.close() }
}

const pathOfTeam = async (trx: Parameters<Parameters<typeof createSyncDeps>[0]['paths']['team']>[0], id: string) => {
  const row = await trx.selectFrom('team').select('path').where('id', '=', id).executeTakeFirst()
  return row?.path ?? null
}
