import { expect, test } from 'vitest'
import { onceFor } from './once-for.ts'

test('worked out once for the same two lists, again for another one of either', () => {
  let times = 0
  const sum = onceFor((a: readonly number[], b: readonly number[]) => {
    times += 1
    return a.length + b.length
  })
  const [one, other] = [[1], [1, 2]]
  expect([sum(one, other), sum(one, other), times]).toEqual([3, 3, 1])
  expect([sum(other, one), sum([1], other), times]).toEqual([3, 3, 3])
})

test('a result that is nothing is a result, too', () => {
  let times = 0
  const nothing = onceFor((_a: object, _b: object) => {
    times += 1
  })
  const [a, b] = [{}, {}]
  nothing(a, b)
  nothing(a, b)
  expect(times).toBe(1)
})
