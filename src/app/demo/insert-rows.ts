import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'

const rowsAtOnce = 5_000

/**
 * Puts rows into a table, in few statements of one JSON parameter each (a parameter per value would pass the protocol's
 * limit). Keys are columns, the same in all rows; columns that no row names get their defaults.
 */
export async function insertRows(trx: Transaction<Database>, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const list = sql.join(columns.map((column) => sql.ref(column)))
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const json = JSON.stringify(rows.slice(start, start + rowsAtOnce))
    await sql`insert into ${sql.table(table)} (${list})
      select ${list} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`.execute(trx)
  }
}
