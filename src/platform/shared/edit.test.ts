import { expect, test } from 'vitest'
import { applyChanges, fieldOf, sameValue } from './edit.ts'

const row = { id: 'd', teamId: 't', number: '12', alley: null as string | null, criteria: { fibre: true } }

test('a change is set where the old value still stands', () => {
  const done = applyChanges(row, { number: { old: '12', new: '14' }, alley: { old: null, new: 'Ngõ 3' } })
  expect(done).toEqual({ row: { ...row, number: '14', alley: 'Ngõ 3' }, disputed: [], merged: false })
})

test('where somebody else changed it, both values are kept for a person', () => {
  const done = applyChanges(row, { number: { old: '11', new: '13' }, alley: { old: null, new: 'Ngõ 3' } })
  expect(done.disputed).toEqual(['number'])
  expect(done.row).toEqual({ ...row, alley: 'Ngõ 3' })
})

test('the same change made twice is no dispute', () => {
  expect(applyChanges(row, { number: { old: '10', new: '12' } })).toEqual({ row, disputed: [], merged: true })
})

test('one key of an object is a field of its own', () => {
  const done = applyChanges(row, { 'criteria.sign': { old: null, new: false } })
  expect(done.row.criteria).toEqual({ fibre: true, sign: false })
  expect(fieldOf(done.row, 'criteria.fibre')).toBe(true)
})

test('values are compared by content, whatever the order of their keys', () => {
  expect(sameValue({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true)
  expect(sameValue({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
})
