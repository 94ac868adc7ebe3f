import { expect, test } from 'vitest'
import { readableCode, readCode } from './readable-code.ts'

const counting = () => {
  let next = 0
  return (below: number) => next++ % below
}

test('a code is four groups of four signs that no Vietnamese keyboard changes', () => {
  const code = readableCode(counting())
  expect(code).toBe('2345-6789-BCFG-HJKM')
  expect(code).not.toMatch(/[AEIOUYDW01]/)
})

test('a code is read in any case, with and without hyphens and spaces', () => {
  expect(readCode(' k7bm 2qxt-9hnc4pzv ')).toBe('K7BM-2QXT-9HNC-4PZV')
  expect(readCode('K7BM–2QXT–9HNC–4PZV')).toBe('K7BM-2QXT-9HNC-4PZV')
})

test('what cannot be a code is none', () => {
  expect(readCode('K7BM-2QXT-9HNC-4PZ')).toBeNull()
  expect(readCode('K7BM-2QXT-9HNC-4PZO')).toBeNull()
  expect(readCode('')).toBeNull()
})
