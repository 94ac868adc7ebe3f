import type { Config } from './config.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { OperatorError } from './operator-error.ts'
import { startEmbedded } from './postgres/embedded.ts'
import { type RoleUrls, roleUrlsFrom } from './role-urls.ts'
import { prepareServiceRoles } from './service-roles.ts'

/** A database that runs: the bundled one, or the one of DATABASE_URL. */
export interface RunningDatabase {
  urls: RoleUrls
  /** Only for the bundled one: where its data is. */
  embedded?: { dir: string; port: number }
  /** Stops the bundled one if we started it; nothing otherwise. Close all pools first. */
  stop(): Promise<void>
}

type Log = (message: string) => void

/** Starts the bundled PostgreSQL, or takes DATABASE_URL. Does not look at the schema. */
export async function startDatabase(config: Config, log: Log): Promise<RunningDatabase> {
  if (config.databaseUrl) return { urls: roleUrlsFrom(config, config.databaseUrl), stop: async () => {} }
  const server = await startEmbedded({ dataDir: config.dataDir, log })
  const { dir, port, stop } = server
  const urls = {
    owner: server.url('owner'),
    app: server.url('app'),
    worker: server.url('worker'),
    auth: server.url('auth'),
  }
  return { urls, embedded: { dir, port }, stop }
}

/**
 * As startDatabase, and then the schema fits this program: the bundled database is migrated; on one somebody brought,
 * `tungnha migrate` is a step of its own, and this refuses when it has not been taken.
 */
export async function openDatabase(config: Config, log: Log): Promise<RunningDatabase> {
  const database = await startDatabase(config, log)
  try {
    if (database.embedded) await migrate({ url: database.urls.owner, log })
    else await refusePending(database.urls.owner)
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** `tungnha migrate`: roles and schema, on either kind of database. Answers the names of the files that ran. */
export async function migrateDatabase(config: Config, log: Log): Promise<string[]> {
  if (config.databaseUrl) await prepareServiceRoles(config, config.databaseUrl)
  const database = await startDatabase(config, log)
  try {
    return await migrate({ url: database.urls.owner, log })
  } finally {
    await database.stop()
  }
}

async function refusePending(url: string): Promise<void> {
  const pending = await pendingMigrations({ url })
  if (pending.length === 0) return
  throw new OperatorError(
    `Cơ sở dữ liệu còn thiếu ${pending.length} bước cập nhật (từ ${pending[0]}): hãy chạy "tungnha migrate" trước.`,
    `The database lacks ${pending.length} update(s) (from ${pending[0]}): run "tungnha migrate" first.`,
  )
}
