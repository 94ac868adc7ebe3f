import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Config } from '#platform/server/config.ts'
import type { Db } from '#platform/server/db.ts'
import type { FileStore } from '#platform/server/files.ts'
import type { Paths } from '#platform/server/http/authorize.ts'
import type { Logger } from '#platform/server/log.ts'
import { readMigrations } from '#platform/server/migrate.ts'
import { productVersion, projectRoot } from '#platform/server/paths.ts'
import { createServer, type ServerOptions } from '#platform/server/server.ts'
import { createIdentity } from '#slices/identity/server/public.ts'
import { pathOfPlace } from '#slices/places/server/public.ts'
import { pathOfTeam } from '#slices/teams/server/public.ts'
import { phoneWordsWith, rescueParts } from './rescue.ts'
import { routesOf } from './routes.ts'
import { createSyncDeps } from './sync.ts'

export interface AppParts {
  db: Db
  /** Where files lie (photos). */
  files: FileStore
  config: Pick<Config, 'publicUrl' | 'tls' | 'trustProxy' | 'dbPool' | 'authSecret' | 'metricsToken'> &
    Partial<Pick<Config, 'rescueSecret' | 'leastWire'>> &
    Pick<ServerOptions, 'shedAtMs'>
  log: Logger
  /** Are jobs being worked on? True where the worker runs elsewhere. */
  worker(): boolean
  webFolder?: string
}

const paths: Paths = { place: pathOfPlace, team: pathOfTeam }

/** The product's HTTP server: the platform's server with the routes of every slice. */
export async function createApp({ db, files, config, log, worker, webFolder }: AppParts): Promise<FastifyInstance> {
  const { publicUrl, authSecret, dbPool } = config
  const rescue = rescueParts(config)
  const { leastWire } = config
  const forPhone = phoneWordsWith(rescue.key, leastWire ?? null)
  const identity = await createIdentity({ db: db.auth, secret: authSecret, publicUrl, log, forPhone })
  const sync = createSyncDeps({ db: db.app, paths, authSecret, report: reportTo(log), leastWire })
  return createServer({
    ...config,
    tls: config.tls && { cert: readFileSync(config.tls.cert, 'utf8'), key: readFileSync(config.tls.key, 'utf8') },
    log,
    version: productVersion(),
    webFolder,
    checks: { database: () => answers(db), migrations: () => isMigrated(db), worker },
    routes: routesOf({ identity, sync, rescue, files, poolSize: dbPool }),
    deps: { db: db.app, paths, loadActor: identity.loadActor, scopeOf: identity.scopeOf },
  })
}

/** The folder in which the build puts the web. */
export const builtWeb: string = join(projectRoot, 'dist/web')

const answers = async (db: Db): Promise<boolean> => (await sql`select 1`.execute(db.app)).rows.length === 1

async function isMigrated(db: Db): Promise<boolean> {
  const rows = await db.app.selectFrom('schema_migration').select('name').execute()
  const applied = new Set(rows.map(({ name }) => name))
  return readMigrations().every(({ name }) => applied.has(name))
}

// A fault in a rule refuses one command; its person gets the reference, the log has the fault.
const reportTo =
  (log: Logger) =>
  (error: unknown, { command }: { command?: { name: string } | null }): string => {
    const reference = randomUUID()
    log.error({ err: error, reference, command: command?.name }, 'a command met a fault')
    return reference
  }
