import { expect, test } from 'vitest'
import { compositionWarnings } from './composition.ts'

test('a team of 4 to 9 with one leader is in order', () => {
  expect(compositionWarnings({ members: 4, leaders: 1 })).toEqual([])
  expect(compositionWarnings({ members: 9, leaders: 1 })).toEqual([])
})

test('each fault of a team is named', () => {
  expect(compositionWarnings({ members: 0, leaders: 0 })).toEqual(['no-leader', 'too-small'])
  expect(compositionWarnings({ members: 10, leaders: 2 })).toEqual(['two-leaders', 'too-large'])
})

test('a province may ask for more', () => {
  expect(compositionWarnings({ members: 6, leaders: 1 }, { members: { least: 7, most: 12 } })).toEqual(['too-small'])
})
