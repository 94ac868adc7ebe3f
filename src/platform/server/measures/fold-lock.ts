import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/**
 * Runs `fn` on a connection that alone may change the kept figures. `busy: 'leave'` answers null at once when another
 * process is folding; 'wait' waits for it. The lock belongs to the connection: when it breaks, the lock is free. It is
 * taken before any transaction begins, so that the transaction sees what the holder before it committed.
 */
export async function withFoldLock<T>(
  db: Kysely<Database>,
  busy: 'leave' | 'wait',
  fn: (connection: Kysely<Database>) => Promise<T>,
): Promise<T | null> {
  return await db.connection().execute(async (connection) => {
    if (!(await lock(connection, busy))) return null
    try {
      return await fn(connection)
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection)
    }
  })
}

const key = sql`hashtext('tungnha fold')`

async function lock(connection: Kysely<Database>, busy: 'leave' | 'wait'): Promise<boolean> {
  if (busy === 'leave') {
    const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_lock(${key}) as free`.execute(connection)
    return rows[0]?.free ?? false
  }
  await sql`select pg_advisory_lock(${key})`.execute(connection)
  return true
}
