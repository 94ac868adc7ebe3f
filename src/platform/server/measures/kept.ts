import { sql, type Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import type { Database } from '../schema.ts'
import type { CellRow } from './cells.ts'
import type { Figures } from './figures.ts'

/** Adds the changes to the kept figures: one upsert per table. Answers the places and teams whose figures changed. */
export async function saveFigures(trx: Transaction<Database>, figures: Figures): Promise<Set<Id>> {
  const rows = figures.scopes.rows()
  await saveScopes(trx, rows)
  await saveTeams(trx, figures.teams.rows())
  return new Set(rows.map((row) => row.scope))
}

/** Adds changes to `rollup`. */
export async function saveScopes(trx: Transaction<Database>, rows: readonly CellRow[]): Promise<void> {
  if (rows.length === 0) return
  const { codes, months, totals, days } = columnsOf(rows)
  await sql`insert into rollup as kept (scope_id, measure, month, total, days)
    select scope_id, measure, month, total, days::int[]
    from unnest(${rows.map((row) => row.scope)}::uuid[], ${codes}::text[], ${months}::date[], ${totals}::bigint[],
      ${days}::text[]) as change (scope_id, measure, month, total, days)
    on conflict (scope_id, measure, month) do update set total = kept.total + excluded.total, days = ${addedDays}`.execute(
    trx,
  )
}

async function saveTeams(trx: Transaction<Database>, rows: readonly CellRow[]): Promise<void> {
  if (rows.length === 0) return
  const { codes, months, totals, days } = columnsOf(rows)
  const scopes = rows.map((row) => row.scope.split(' '))
  await sql`insert into team_rollup as kept (place_id, team_id, measure, month, total, days)
    select place_id, team_id, measure, month, total, days::int[]
    from unnest(${scopes.map(([place]) => place)}::uuid[], ${scopes.map(([, team]) => team)}::uuid[], ${codes}::text[],
      ${months}::date[], ${totals}::bigint[], ${days}::text[]) as change (place_id, team_id, measure, month, total, days)
    on conflict (place_id, measure, month, team_id)
      do update set total = kept.total + excluded.total, days = ${addedDays}`.execute(trx)
}

// Day by day; the shorter of the two counts as filled with zeros.
const addedDays = sql`(select array_agg(coalesce(old, 0) + coalesce(new, 0) order by place)
  from unnest(kept.days, excluded.days) with ordinality as day (old, new, place))`

const columnsOf = (rows: readonly CellRow[]) => ({
  codes: rows.map((row) => row.code),
  months: rows.map((row) => row.month),
  totals: rows.map((row) => row.total),
  days: rows.map((row) => `{${row.days.join(',')}}`),
})
