import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import { fold, tidy } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import { placeTitle } from '../shared/kinds.ts'
import { nameKey, nameSortKey } from '../shared/names.ts'
import { searchWords } from './words.ts'

/** A hamlet as a roster names it; `readPlaceTitle(text, 'hamlet')` gives kind and name. */
export interface HamletWanted {
  /** For a new one, where the caller must know it before; otherwise it is made here. */
  id?: Id
  communeId: Id
  kind: string | null
  name: string
}

export interface HamletFound {
  id: Id
  /** It was not there before. */
  created: boolean
}

/**
 * The hamlet of that kind and name in the commune, made if it is not there; "Hoà Bình" is "Hòa Bình", "Ấp 01" is "Ấp 1".
 * Two transactions at once get the same hamlet. `since`: the day from which a new one exists. Throws when `communeId` is
 * no commune.
 */
export async function ensureHamlet(trx: Transaction<Database>, wanted: HamletWanted, since: Day): Promise<HamletFound> {
  const [found] = await ensureHamlets(trx, [wanted], since)
  if (!found) throw new Error('ensureHamlets answers one hamlet for each asked')
  return found
}

/** The same for many, in three statements; answers in the order of the question. */
export async function ensureHamlets(
  trx: Transaction<Database>,
  wanted: readonly HamletWanted[],
  since: Day,
): Promise<HamletFound[]> {
  const rows = wanted.map((hamlet) => hamletRow(hamlet.id ?? v7(), hamlet.communeId, hamlet.kind, tidy(hamlet.name)))
  const created = new Set(await insertMissing(trx, rows, since))
  const ids = await idsOf(trx, rows)
  return rows.map((row) => {
    const id = ids.get(keyOf(row))
    if (!id) throw new Error(`there is no commune ${row.parent_id}`)
    return { id, created: created.has(id) }
  })
}

const hamletRow = (id: Id, communeId: Id, kind: string | null, name: string) => ({
  id,
  parent_id: communeId,
  kind,
  name,
  folded: fold(name),
  name_key: nameKey(name),
  sort_key: nameSortKey(name),
  own_words: searchWords(placeTitle(kind, name)),
})
type HamletRow = ReturnType<typeof hamletRow>

const keyOf = (row: Pick<HamletRow, 'parent_id' | 'kind' | 'name_key'>) =>
  `${row.parent_id} ${row.kind ?? ''} ${row.name_key}`

// In one order everywhere, so that two imports that meet wait for one another instead of deadlocking.
async function insertMissing(trx: Transaction<Database>, rows: readonly HamletRow[], since: Day): Promise<Id[]> {
  const { rows: inserted } = await sql<{ id: Id }>`
    with inserted as (
      insert into place (id, parent_id, level, province_id, commune_id, path, kind, name, folded, name_key, sort_key,
        words, valid_from)
      select wanted.id, commune.id, 'hamlet', commune.province_id, commune.id, commune.path || wanted.id, wanted.kind,
        wanted.name, wanted.folded, wanted.name_key, wanted.sort_key, wanted.own_words || ' ' || commune.words, ${since}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted (id uuid, parent_id uuid, kind text,
        name text, folded text, name_key text, sort_key text, own_words text)
      join place commune on commune.id = wanted.parent_id and commune.level = 'commune'
      order by commune.id, wanted.kind, wanted.name_key
      on conflict (parent_id, coalesce(kind, ''), name_key) where level = 'hamlet' and valid_to is null do nothing
      returning id, kind, name, valid_from
    )
    insert into place_name (place_id, kind, name, valid_from)
    select id, kind, name, valid_from from inserted
    returning place_id as id`.execute(trx)
  return inserted.map((row) => row.id)
}

/** A statement of its own: it sees what another transaction committed while the insert waited for it. */
async function idsOf(trx: Transaction<Database>, rows: readonly HamletRow[]): Promise<Map<string, Id>> {
  const { rows: found } = await sql<{ id: Id; parent_id: Id; kind: string | null; name_key: string }>`
    select place.id, place.parent_id, place.kind, place.name_key
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted (parent_id uuid, kind text, name_key text)
    join place on place.parent_id = wanted.parent_id and coalesce(place.kind, '') = coalesce(wanted.kind, '')
      and place.name_key = wanted.name_key and place.level = 'hamlet' and place.valid_to is null`.execute(trx)
  return new Map(found.map((row) => [keyOf(row), row.id]))
}
