import { expect, test } from 'vitest'
import { pinProblem } from './pin.ts'

test.each<[string, ReturnType<typeof pinProblem>]>([
  ['', 'digits'],
  ['12345', 'digits'],
  ['1234567', 'digits'],
  ['12a456', 'digits'],
  ['000000', 'plain'],
  ['777777', 'plain'],
  ['123456', 'plain'],
  ['654321', 'plain'],
  ['789012', 'plain'],
  ['135791', 'plain'],
  ['121212', 'plain'],
  ['123123', 'plain'],
  ['112233', 'plain'],
  ['150385', 'date'],
  ['850315', 'date'],
  ['031985', 'date'],
  ['198503', 'date'],
  ['201099', 'date'],
  ['480937', null],
  ['907246', null],
])('%s: %s', (pin, problem) => {
  expect(pinProblem(pin)).toBe(problem)
})

test('one PIN in eleven is refused, not more', () => {
  let refused = 0
  for (let pin = 0; pin < 1_000_000; pin += 1) if (pinProblem(String(pin).padStart(6, '0'))) refused += 1
  expect(refused / 1_000_000).toBeGreaterThan(0.08)
  expect(refused / 1_000_000).toBeLessThan(0.1)
})
