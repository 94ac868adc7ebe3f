import { Problem } from '#platform/shared/problem.ts'
import { serverBusy } from '#platform/shared/problems.ts'

/** How many may be on their way at once, and how many may wait for their turn. */
export interface LaneLimits {
  atOnce: number
  queued: number
}

/** Runs work in turn; refuses with 503 (and Retry-After) what would have to wait behind too many. */
export interface Lane {
  run<T>(work: () => Promise<T>): Promise<T>
}

export interface Lanes {
  push: Lane
  delta: Lane
  snapshot: Lane
  /** Files that follow the records. */
  photo: Lane
}

/**
 * Separate lanes in one process (F6): after an outage a whole province comes back at once, and what members recorded goes
 * first. Snapshots can never take more than one connection, deltas at most a third; together they stay within the pool,
 * so that waiting for a connection does not time out in the middle of a request.
 */
export const lanesFor = (poolSize: number): Lanes => {
  const delta = Math.max(1, Math.floor(poolSize / 3))
  const push = Math.max(1, poolSize - delta - 1)
  return {
    push: createLane({ atOnce: push, queued: push * 40 }),
    delta: createLane({ atOnce: delta, queued: delta * 40 }),
    snapshot: createLane({ atOnce: 1, queued: 20 }),
    // Outside of the sum: they hold a connection for moments, and are sent off first when there is a rush.
    photo: createLane({ atOnce: 2, queued: 40 }),
  }
}

export function createLane({ atOnce, queued }: LaneLimits): Lane {
  let running = 0
  const waiting: (() => void)[] = []
  const enter = () => new Promise<void>((resolve) => waiting.push(resolve))
  return {
    run: async (work) => {
      if (running >= atOnce && waiting.length >= queued) throw new Problem(serverBusy)
      // Who leaves hands the place on, so `running` stays as it is.
      if (running >= atOnce) await enter()
      else running += 1
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running -= 1
      }
    },
  }
}
