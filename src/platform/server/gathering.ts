import { Problem } from '#platform/shared/problem.ts'
import { serverBusy } from '#platform/shared/problems.ts'

/** What one sender wants decided. */
export interface Gathered {
  /** Whose rows it touches. Two that share a team are never on their way at once: each would wait for the other's lock. */
  teams: readonly string[]
  /** Its weight: a group stays below a limit, so that a small push does not wait for the writes of a large one. */
  size: number
}

export interface GatheringLimits {
  /** Groups on their way at once. */
  atOnce: number
  /** So many when one of them stands still (somebody else holds what it needs): others go past it. */
  atOnceMost: number
  /** After how long others go past, in ms. */
  patienceMs: number
  /** How many may wait for a group; more are refused with 503. */
  queued: number
  /** Weight of a group at most; a single member may be heavier. */
  size: number
}

/** Collects what comes while others are being decided, and decides it together. */
export interface Gathering<Member extends Gathered, Result> {
  add(member: Member): Promise<Result>
}

/** Answers one result (or its failure) per member, in their order. */
export type DecideGroup<Member, Result> = (members: readonly Member[]) => Promise<PromiseSettledResult<Result>[]>

interface Waiting<Member, Result> {
  member: Member
  resolve(result: Result): void
  reject(reason: unknown): void
}

/**
 * What arrives alone starts at once; what arrives while `atOnce` groups are on their way shares the next one. So the cost
 * of a transaction is shared exactly when there is much to do, and nobody waits for company. (Databases call it group
 * commit.)
 */
export function createGathering<Member extends Gathered, Result>(
  limits: GatheringLimits,
  decide: DecideGroup<Member, Result>,
): Gathering<Member, Result> {
  let running = 0
  let waiting: Waiting<Member, Result>[] = []
  let impatient: NodeJS.Timeout | undefined
  const busy = new Set<string>()

  const begin = (atOnce: number): void => {
    while (running < atOnce) {
      const group = take()
      if (group.length === 0) break
      void run(group)
    }
    if (waiting.length > 0 && !impatient) impatient = setTimeout(goPast, limits.patienceMs)
  }

  const goPast = (): void => {
    impatient = undefined
    begin(Math.min(running + 1, limits.atOnceMost))
  }

  const run = async (group: readonly Waiting<Member, Result>[]): Promise<void> => {
    const teams = group.flatMap(({ member }) => member.teams)
    running += 1
    for (const team of teams) busy.add(team)
    try {
      const results = await decide(group.map(({ member }) => member))
      for (const [index, one] of group.entries()) settle(one, results[index])
    } catch (error) {
      for (const { reject } of group) reject(error)
    } finally {
      running -= 1
      for (const team of teams) busy.delete(team)
      begin(limits.atOnce)
    }
  }

  const take = (): Waiting<Member, Result>[] => {
    const group: Waiting<Member, Result>[] = []
    const taken = new Set(busy)
    let size = 0
    waiting = waiting.filter((one) => {
      const { member } = one
      const goes = isFree(member, taken) && (group.length === 0 || size + member.size <= limits.size)
      // Taken also by who has to stay: what comes later for the same team must not overtake it.
      for (const team of member.teams) taken.add(team)
      if (!goes) return true
      group.push(one)
      size += member.size
      return false
    })
    return group
  }

  return {
    add: (member) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= limits.queued) return reject(new Problem(serverBusy))
        waiting.push({ member, resolve, reject })
        begin(limits.atOnce)
      }),
  }
}

const isFree = ({ teams }: Gathered, taken: ReadonlySet<string>): boolean => teams.every((team) => !taken.has(team))

function settle<Member, Result>(one: Waiting<Member, Result>, result: PromiseSettledResult<Result> | undefined): void {
  if (result?.status === 'fulfilled') one.resolve(result.value)
  else one.reject(result?.reason ?? new Error('a member of a group was left without an answer'))
}
