import { CompiledQuery, type Kysely } from 'kysely'
import type { Database } from './schema.ts'

const names = new Map<string, string>()
// A connection keeps what it has prepared until it closes: a program that made up texts must not fill the server.
const mostStatements = 500

/**
 * SQL of constant text, with $1, $2 ... for values: PostgreSQL parses and plans it once per connection, and nothing is
 * compiled here. For the hot paths (pushes: half of their cost is parsing and planning); anything else is clearer as a
 * Kysely query.
 */
export function prepared(text: string): string {
  if (!names.has(text) && names.size < mostStatements) names.set(text, `tn${names.size}`)
  return text
}

/** The name under which a connection prepares this text; undefined: not at all. */
export const statementName = (text: string): string | undefined => names.get(text)

/** Runs a text made by `prepared`. */
export async function run<Row>(db: Kysely<Database>, text: string, values: readonly unknown[]): Promise<Row[]> {
  return (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
}

/** Rows to be written into one table by one statement, whatever their number. */
export interface TableWrite {
  /** An insert or update that reads the rows, as JSON, from `$rows`. */
  sql: string
  rows: readonly object[]
}

/** Several tables in one round trip. */
export async function writeAll(db: Kysely<Database>, writes: readonly TableWrite[]): Promise<void> {
  const statement = asOneStatement(writes)
  if (statement) await run(db, statement.text, statement.values)
}

/**
 * Writes to several tables as one statement; null when there is nothing to write. None of them sees what the others
 * write, and foreign keys among them are checked at its end.
 */
export function asOneStatement(writes: readonly TableWrite[]): { text: string; values: string[] } | null {
  const filled = writes.filter(({ rows }) => rows.length > 0)
  if (filled.length === 0) return null
  const parts = filled.map(({ sql }, index) => `w${index + 1} as (${sql.replaceAll('$rows', `$${index + 1}::json`)})`)
  return { text: prepared(`with ${parts.join(',\n')}\nselect`), values: filled.map(({ rows }) => JSON.stringify(rows)) }
}
