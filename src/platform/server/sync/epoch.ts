import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'
import './tables.ts'

/** The present life of the database; cursors of another one mean nothing. */
export async function currentEpoch(db: Kysely<Database>): Promise<string> {
  const { epoch } = await db
    .selectFrom('sync_epoch')
    .select('epoch')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return epoch
}

/**
 * Begins a new life: to be called after a backup was restored, before phones are let in. Their cursors are then void:
 * they take the snapshot again and push what they keep of the last 35 days, so that what the backup lacks comes back.
 * Snapshots of the former life are dropped.
 *
 * @param reason for the operator, 'restored from the backup of 21 November'
 */
export async function startNewEpoch(db: Kysely<Database>, reason: string): Promise<string> {
  const epoch = randomUUID()
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('sync_epoch').values({ epoch, reason }).execute()
    await sql`delete from sync_snapshot where epoch <> ${epoch}`.execute(trx)
  })
  return epoch
}
