import type { Transaction } from 'kysely'
import { type MeasureDelta, sumDeltas } from '#platform/shared/measures.ts'
import type { Database } from '../schema.ts'
import { type TableWrite, writeAll } from '../statement.ts'

/**
 * Writes down what a transaction changed in the figures, for the folder. It must be the transaction of the change itself:
 * both commit or neither. One insert whatever the number of deltas; call it once, with everything, at the end.
 */
export async function emitDeltas(trx: Transaction<Database>, deltas: readonly MeasureDelta[]): Promise<void> {
  await writeAll(trx, [deltasWrite(deltas)])
}

/** The same as a part of a larger write. */
export const deltasWrite = (deltas: readonly MeasureDelta[]): TableWrite => ({
  sql: `insert into measure_delta (team_id, day, body)
    select team_id, day, body from json_to_recordset($rows) as delta (team_id uuid, day date, body json)`,
  rows: sumDeltas(deltas).map(({ teamId, day, ...body }) => ({ team_id: teamId, day, body: inWholeNumbers(body) })),
})

// Found here, in the writer's own transaction: in the queue it would stop the folder, and with it everybody's figures.
function inWholeNumbers<Body extends Pick<MeasureDelta, 'amounts' | 'stocks'>>(body: Body): Body {
  for (const [measure, amount] of [...Object.entries(body.amounts ?? {}), ...Object.entries(body.stocks ?? {})])
    if (!Number.isInteger(amount)) throw new RangeError(`${measure} changes by ${amount}: figures are whole numbers`)
  return body
}
