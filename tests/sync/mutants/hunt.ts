import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { smallPages } from '../convergence.ts'
import { Coverage } from '../coverage.ts'
import { planFor } from '../plan.ts'
import { play } from '../run.ts'
import { World } from '../world.ts'

declare module 'vitest' {
  interface ProvidedContext {
    bug: string
    seeds: number[]
  }
}

let world: World
beforeAll(async () => {
  smallPages()
  world = await World.open()
})
afterAll(() => world.close())

// Passes when the property fails, and says at which seed and of what.
it(inject('bug'), async ({ annotate }) => {
  for (const seed of inject('seeds')) {
    const failure = await failureOf(seed)
    if (failure) return void (await annotate(`seed ${seed}: ${failure.message.split('\n')[0]}`))
  }
  expect.fail('no seed failed: this bug would not be noticed')
})

async function failureOf(seed: number): Promise<Error | null> {
  const [plan] = fc.sample(planFor(seed), { seed, numRuns: 1 })
  try {
    if (plan) await play(world, plan, new Coverage())
    return null
  } catch (error) {
    return error as Error
  }
}
