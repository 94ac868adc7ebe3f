import type { Kysely } from 'kysely'
import type { Config } from '#platform/server/config.ts'
import type { Database } from '#platform/server/schema.ts'

/** Opens the database of the installation as the worker's role, runs `use`, and closes what it opened. */
export async function withWorker(config: Config, use: (db: Kysely<Database>) => Promise<void>): Promise<void> {
  const { openDatabase } = await import('#platform/server/database.ts')
  const { openDb } = await import('#platform/server/db.ts')
  const database = await openDatabase(config, () => {})
  const db = openDb(database.urls, { poolSize: 1 })
  try {
    await use(db.worker)
  } finally {
    await db.close()
    await database.stop()
  }
}
