import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { inScope, type Scope } from '../db.ts'
import { isReadOnlyViolation, isSerializationFailure } from '../problem-from-postgres.ts'
import type { Database } from '../schema.ts'

/** Attempts in all; each later one waits a little longer, by chance, so that two rivals do not meet again. */
const attemptsMost = 4
const pauseMs = 15

/**
 * Runs `work` in one transaction with the given scope. A read-write transaction that PostgreSQL broke off for the sake of
 * another (serialization failure, deadlock) is run again from its start, a few times.
 */
export async function inTransaction<T>(
  db: Kysely<Database>,
  scope: Scope,
  readOnly: boolean,
  work: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return readOnly ? inReadOnlyScope(db, scope, work) : untilSerialized(() => inScope(db, scope, work))
}

/** Runs a whole transaction again, a few times, when PostgreSQL broke it off for the sake of another. */
export async function untilSerialized<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction()
    } catch (error) {
      if (attempt === attemptsMost || !isSerializationFailure(error)) throw error
      await sleep(pauseMs * attempt * (0.5 + Math.random()))
    }
  }
}

async function inReadOnlyScope<T>(
  db: Kysely<Database>,
  scope: Scope,
  work: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  try {
    return await inScope(db, scope, work, 'read only')
  } catch (error) {
    // In a read-write transaction this is a server that became a standby; here it is a route that is wrong.
    if (isReadOnlyViolation(error)) throw new Error('a route that only reads has tried to write', { cause: error })
    throw error
  }
}
