import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { PhotoInList } from '../../shared/office.ts'
import { photoStore } from './photo-store.ts'

/** The photos of the visits at a door that stand, in the order of the visits. */
export async function photosAtDoor(trx: Transaction<Database>, doorId: Id): Promise<PhotoInList[]> {
  const { rows } = await sql<{ row: PhotoInList }>`
    select ${photoStore.json} as row from photo t join visit v on v.id = t.visit_id
    where v.household_id = ${doorId} and v.cancelled_on is null and t.removed_on is null
    order by v.day desc, v.made_at desc, t.taken_at, t.id`.execute(trx)
  return rows.map(({ row }) => row)
}
