import { createLane } from '#platform/server/sync/lanes.ts'

/**
 * Hashing a password costs 50 ms of a core and 16 MB on purpose, in the four threads that also compress answers and read
 * files. So it has a lane of its own: a flood of sign-ins waits for itself, beyond the queue it is sent away with 503, and
 * nobody else waits. Never to be used inside a transaction.
 */
const lane = createLane({ atOnce: 3, queued: 300 })

/** Runs work that hashes in its turn. Throws `server.busy`. */
export const inPasswordLane = <T>(work: () => Promise<T>): Promise<T> => lane.run(work)
