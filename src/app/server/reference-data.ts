import type { Kysely } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { loadLibrary } from '#slices/library/server/public.ts'
import { loadPlaces } from '#slices/places/server/public.ts'

/** Puts in what every installation starts with and what it lacks: the country's places, platforms and topics. Owner only. */
export async function loadReferenceData(owner: Kysely<Database>): Promise<void> {
  await owner.transaction().execute(loadPlaces)
  await owner.transaction().execute(loadLibrary)
}
