import type { Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Path } from '#platform/shared/permission.ts'
import type { ItemChange, LibraryItem, NewItem, OfficeItem, Reference } from '../shared/library.ts'
import type { LibraryItemTable } from './tables.ts'

type Trx = Transaction<Database>

/** What a team chooses from, and the counter of it that its pulls carry. */
export async function referenceOf(trx: Trx, path: Path): Promise<Reference> {
  const items = await itemsOn(trx, path)
  return { counter: await counterOf(trx, path), items: items.map(toLibraryItem) }
}

/** The sum over the places of a path; the pull computes the same. */
export async function counterOf(trx: Trx, path: Path): Promise<number> {
  const { rows } = await sql<{ counter: number }>`
    select coalesce(sum(rev), 0)::bigint as counter from reference_revision where place_id = any (${[...path]}::uuid[])`.execute(
    trx,
  )
  return rows[0]?.counter ?? 0
}

/** The catalogue at a place, for its office. */
export const catalogueOf = async (trx: Trx, path: Path): Promise<OfficeItem[]> =>
  (await itemsOn(trx, path)).map(toOfficeItem)

const itemsOn = (trx: Trx, path: Path): Promise<Row[]> =>
  trx
    .selectFrom('library_item')
    .select(columns)
    .where('place_id', 'in', path)
    .orderBy('kind')
    .orderBy('position')
    .orderBy('vi')
    .execute()

/** Adds an entry of a place, after those that come with the software. Answers undefined when the code is taken. */
export async function addItem(trx: Trx, placeId: Id, item: NewItem): Promise<OfficeItem | undefined> {
  const { id, kind, code, vi, en } = item
  const row = await trx
    .insertInto('library_item')
    .values({
      id,
      kind,
      code,
      vi: vi.normalize('NFC'),
      en,
      place_id: placeId,
      counts_only: item.countsOnly,
      season_from: item.seasonFrom,
      season_to: item.seasonTo,
      position: lastPosition,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'code']).doNothing())
    .returning(columns)
    .executeTakeFirst()
  return row && toOfficeItem(row)
}

const lastPosition = 1000

/** The entry, when it belongs to the place itself; locked, because it is about to be changed. */
export const itemOfPlace = (trx: Trx, placeId: Id, itemId: Id): Promise<Row | undefined> =>
  trx
    .selectFrom('library_item')
    .select(columns)
    .where('id', '=', itemId)
    .where('place_id', '=', placeId)
    .forUpdate()
    .executeTakeFirst()

export async function changeItem(trx: Trx, itemId: Id, change: ItemChange): Promise<OfficeItem> {
  const set = {
    ...(change.vi !== undefined && { vi: change.vi.normalize('NFC') }),
    ...(change.en !== undefined && { en: change.en }),
    ...(change.countsOnly !== undefined && { counts_only: change.countsOnly }),
    ...(change.seasonFrom !== undefined && { season_from: change.seasonFrom }),
    ...(change.seasonTo !== undefined && { season_to: change.seasonTo }),
    ...(change.retiredOn !== undefined && { retired_on: change.retiredOn }),
  }
  // An empty change still answers the entry.
  const row = await trx
    .updateTable('library_item')
    .set({ id: itemId, ...set })
    .where('id', '=', itemId)
    .returning(columns)
    .executeTakeFirstOrThrow()
  return toOfficeItem(row)
}

const columns = [
  'id',
  'kind',
  'code',
  'place_id',
  'vi',
  'en',
  'counts_only',
  'season_from',
  'season_to',
  'steps',
  'retired_on',
  'shipped',
] as const
type Row = Pick<Selectable<LibraryItemTable>, (typeof columns)[number]>

const toLibraryItem = (row: Row): LibraryItem => ({
  kind: row.kind,
  code: row.code,
  vi: row.vi,
  en: row.en,
  countsOnly: row.counts_only,
  seasonFrom: row.season_from,
  seasonTo: row.season_to,
  steps: row.steps,
  retired: row.retired_on !== null,
})

const toOfficeItem = (row: Row): OfficeItem => ({
  ...toLibraryItem(row),
  id: row.id,
  placeId: row.place_id,
  shipped: row.shipped,
  retiredOn: row.retired_on,
})
