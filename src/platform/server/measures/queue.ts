import { sql, type Transaction } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { MeasureDelta } from '#platform/shared/measures.ts'
import type { Database } from '../schema.ts'
import type { StandingRow } from './standing.ts'

/** What the folder takes in one go. */
export interface Taken {
  deltas: MeasureDelta[]
  /** Teams that moved, with where they stood before the first of the moves taken. */
  moved: Map<Id, StandingRow[]>
  /** Places whose declarations changed. */
  declared: Id[]
  rows: number
  /** When the first and the last row taken were written; null when there was none. */
  oldest: Date | null
  newest: Date | null
}

interface Row {
  created_at: Date
  team_id: Id | null
  day: Day | null
  place_id: Id | null
  body: Omit<MeasureDelta, 'teamId' | 'day'> & { before?: StandingRow[] }
}

/**
 * Takes the oldest rows off the queue, at most `limit`, and all moves of teams and declarations whatever their number:
 * where teams stand is read as of now, so no move that is already visible may be left for later. The rows are gone when
 * the transaction commits, and only then.
 */
export async function takeFromQueue(trx: Transaction<Database>, limit: number): Promise<Taken> {
  const { rows } = await sql<Row & { id: number }>`
    delete from measure_delta
    where id = any (array(select id from measure_delta order by id limit ${limit}))
      or id = any (array(select id from measure_delta where day is null))
    returning id, created_at, team_id, day, place_id, body`.execute(trx)
  rows.sort((a, b) => a.id - b.id)
  const taken: Taken = {
    deltas: [],
    moved: new Map(),
    declared: [],
    rows: rows.length,
    oldest: rows[0]?.created_at ?? null,
    newest: rows.at(-1)?.created_at ?? null,
  }
  for (const row of rows) sortIn(taken, row)
  return taken
}

function sortIn(taken: Taken, { team_id, day, place_id, body }: Row): void {
  if (place_id) taken.declared.push(place_id)
  else if (team_id && day) taken.deltas.push({ ...body, teamId: team_id, day })
  else if (team_id && !taken.moved.has(team_id)) taken.moved.set(team_id, body.before ?? [])
}
