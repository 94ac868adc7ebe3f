import { sql, type Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import type { Database } from '../schema.ts'
import './tables.ts'

/**
 * Says that reference data (platforms, topics) of a place changed: phones of all teams below see another number in their
 * next pull and fetch the data again. To be called in the transaction of the change.
 */
export async function raiseReference(trx: Transaction<Database>, placeId: Id): Promise<void> {
  await sql`insert into reference_revision (place_id) values (${placeId})
    on conflict (place_id) do update set rev = nextval('reference_counter')`.execute(trx)
}
