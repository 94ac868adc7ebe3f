import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLane } from './lanes.ts'

test('at most so many at once, the others in turn, and too many are sent away with a reason', async () => {
  const lane = createLane({ atOnce: 2, queued: 1 })
  const ends: (() => void)[] = []
  const order: number[] = []
  const start = (n: number) =>
    lane.run(async () => {
      order.push(n)
      await new Promise<void>((resolve) => ends.push(resolve))
    })
  const runs = [start(1), start(2), start(3)]
  await expect(start(4)).rejects.toMatchObject({ body: { code: 'server.busy', status: 503 } })
  expect(order).toEqual([1, 2])
  ends.shift()?.()
  await turn()
  expect(order).toEqual([1, 2, 3])
  for (const end of ends) end()
  await Promise.all(runs)
})

test('a failure gives its place back', async () => {
  const lane = createLane({ atOnce: 1, queued: 5 })
  await expect(lane.run(() => Promise.reject(new Error('x')))).rejects.toThrow('x')
  expect(await lane.run(async () => 'y')).toBe('y')
})
