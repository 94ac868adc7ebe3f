import { createGathering, type Gathered } from '../gathering.ts'
import { type Batch, decide, decideTogether } from './batch.ts'
import type { SyncDeps } from './deps.ts'
import { teamsOf } from './items.ts'
import type { Lane } from './lanes.ts'
import type { Decision } from './verdicts.ts'

/** Where the pushes of phones are decided. */
export interface Desk {
  deps: SyncDeps
  /** Work that may take a connection of the database, in the lane of pushes. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Decides a batch, together with others that wait at the same moment. */
  decide(batch: Batch): Promise<Decision>
}

const limits = {
  // Three, so that one transaction is computed here while others are in the database.
  atOnce: 3,
  atOnceMost: 6,
  patienceMs: 100,
  // Pushes; after that phones are told to come later.
  queued: 240,
  // Commands in a transaction, after which a further push waits for the next.
  size: 100,
}

/** Decides pushes within `lane`. */
export function createDesk(deps: SyncDeps, lane: Lane): Desk {
  const gathering = createGathering<Batch & Gathered, Decision>(limits, (batches) =>
    lane.run(() => decideTogether(deps, batches)),
  )
  return {
    deps,
    inTurn: (work) => lane.run(work),
    decide: (batch) =>
      batch.items.length === 0
        ? lane.run(() => decide(deps, batch))
        : gathering.add({ ...batch, teams: batch.items.flatMap(teamsOf), size: batch.items.length }),
  }
}
