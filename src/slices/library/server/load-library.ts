import { sql, type Transaction } from 'kysely'
import { v5 } from 'uuid'
import type { Database } from '#platform/server/schema.ts'
import { raiseReference } from '#platform/server/sync/reference.ts'
import { idOfCode, nationId } from '#slices/places/server/public.ts'
import { type ShippedItem, shippedItems } from './shipped-items.ts'
import './tables.ts'

// Made once for this project: an entry has the same id in all installations.
const namespace = '0f6c2f5e-53a6-4a0e-8f0d-1a9a4f6f1f52'

/**
 * Brings the shipped entries up to date: for the owner's connection, after the places were loaded, at each start. Phones
 * of the places concerned are told to fetch them. Entries of offices are not touched. Answers how many changed.
 */
export async function loadLibrary(trx: Transaction<Database>): Promise<number> {
  const rows = shippedItems.map(rowOf)
  // Entries of provinces that this installation does not hold are left out.
  const { rows: changed } = await sql<{ place_id: string }>`
    insert into library_item (id, kind, code, place_id, vi, en, counts_only, season_from, season_to, steps, position, shipped)
    select fresh.id, fresh.kind, code, place_id, vi, en, counts_only, season_from, season_to, steps, position, true
    from json_to_recordset(${JSON.stringify(rows)}::json) as fresh (id uuid, kind text, code text, place_id uuid, vi text,
      en text, counts_only boolean, season_from text, season_to text, steps jsonb, position int)
    where exists (select from place where place.id = fresh.place_id)
    on conflict (kind, code) do update set vi = excluded.vi, en = excluded.en, counts_only = excluded.counts_only,
      season_from = excluded.season_from, season_to = excluded.season_to, steps = excluded.steps, position = excluded.position
    where library_item.shipped and (library_item.vi, library_item.en, library_item.counts_only, library_item.season_from,
        library_item.season_to, library_item.steps, library_item.position)
      is distinct from (excluded.vi, excluded.en, excluded.counts_only, excluded.season_from, excluded.season_to, excluded.steps, excluded.position)
    returning place_id`.execute(trx)
  for (const placeId of new Set(changed.map(({ place_id }) => place_id))) await raiseReference(trx, placeId)
  return changed.length
}

const rowOf = ({ kind, code, vi, en, countsOnly, season, steps, at }: ShippedItem, position: number) => ({
  id: v5(`${kind}:${code}`, namespace),
  kind,
  code,
  place_id: at ? idOfCode(at) : nationId,
  vi,
  en,
  counts_only: countsOnly ?? false,
  season_from: season?.[0] ?? null,
  season_to: season?.[1] ?? null,
  steps: steps?.map(([step, stepVi, stepEn]) => ({ code: step, vi: stepVi, en: stepEn })) ?? null,
  position,
})
