import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { limits } from '#platform/shared/wire.ts'
import { Coverage } from './coverage.ts'
import { type Plan, planFor } from './plan.ts'
import { play } from './run.ts'
import { World } from './world.ts'

/** Pages and chunks of a few rows, so that teams of some dozen rows have many of them. */
export const smallPages = () => Object.assign(limits, { pullRows: 14, chunkRows: 23 })

/**
 * One test per seed. `SEED=17` or `SEED=17,23` repeats some (`SHRINK=1` looks for a shorter plan that fails); `SEEDS=2000` is the long run.
 *
 * @param part of `parts`: files share the seeds, so that workers run at the same time
 */
export function convergence(part: number, parts: number): void {
  const coverage = new Coverage()
  const seeds = seedsOf(part, parts)
  let world: World
  beforeAll(async () => {
    smallPages()
    world = await World.open()
  })
  afterAll(() => world.close())

  it.each(seeds)('seed %i: all phones end equal to the server, nothing is lost, nothing happens twice', (seed) =>
    hold(seed, (plan) => play(world, plan, coverage)),
  )

  it.skipIf(process.env.SEED !== undefined)('every command, verdict and fault has occurred', () => {
    expect(coverage.missing(), coverage.toString()).toEqual([])
  })
}

async function hold(seed: number, playPlan: (plan: Plan) => Promise<void>): Promise<void> {
  const shrink = process.env.SHRINK === '1'
  const property = fc.asyncProperty(planFor(seed), playPlan)
  const { failed, errorInstance, counterexample } = await fc.check(property, {
    seed,
    numRuns: 1,
    endOnFailure: !shrink,
  })
  if (!failed) return
  const plan = shrink ? JSON.stringify(counterexample) : `SEED=${seed} SHRINK=1 looks for the shortest plan that fails`
  throw new Error(`seed ${seed} fails: ${(errorInstance as Error).message}\n${plan}`, { cause: errorInstance })
}

function seedsOf(part: number, parts: number): number[] {
  const { SEED, SEEDS } = process.env
  const chosen = SEED?.split(',').map(Number)
  const all = chosen ?? Array.from({ length: Number(SEEDS ?? 60) }, (_, index) => index + 1)
  // By fours: each file gets its share of those that restore the server, and of those with sealed stores.
  return all.filter((_, index) => Math.floor(index / 4) % parts === part)
}
