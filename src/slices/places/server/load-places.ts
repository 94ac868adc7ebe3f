import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { nationId } from './official-ids.ts'
import { type UnitRows, unitRows } from './unit-rows.ts'
import { readUnitsFile } from './units-file.ts'

/**
 * Puts the country's places, their names, codes and former units into an empty installation; does nothing in one that has
 * them. Answers how many rows came in. For the owner's connection: at start, for the demo, in tests.
 */
export async function loadPlaces(trx: Transaction<Database>): Promise<number> {
  // Two first starts at once: the second waits, then finds the nation.
  await sql`select pg_advisory_xact_lock(hashtext('tungnha load places'))`.execute(trx)
  const loaded = await trx.selectFrom('place').select('id').where('id', '=', nationId).executeTakeFirst()
  if (loaded) return 0
  const rows = unitRows(readUnitsFile())
  for (const table of ['place', 'place_name', 'place_code', 'former_unit'] as const)
    await insertAll(trx, table, rows[table])
  // The planner would otherwise guess until autovacuum comes by, and an import may follow at once.
  for (const table of ['place', 'place_name', 'place_code', 'former_unit'] as const)
    await sql`analyze ${sql.table(table)}`.execute(trx)
  return Object.values(rows).reduce((sum, list) => sum + list.length, 0)
}

const rowsAtOnce = 4_000

/** One JSON parameter a statement: a parameter per value would pass the protocol's limit of 65,535. */
async function insertAll<T extends keyof UnitRows>(
  trx: Transaction<Database>,
  table: T,
  rows: UnitRows[T],
): Promise<void> {
  const columns = Object.keys(Object.assign({}, ...rows))
  const list = sql.join(columns.map((column) => sql.ref(column)))
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const json = JSON.stringify(rows.slice(start, start + rowsAtOnce))
    await sql`insert into ${sql.table(table)} (${list})
      select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${json}::jsonb)`.execute(trx)
  }
}
