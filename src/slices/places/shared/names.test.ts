import { expect, it } from 'vitest'
import { looseNameKey, nameKey, nameSortKey } from './names.ts'

it('takes spellings of one name for equal', () => {
  for (const [a, b] of [
    ['Hoà Bình', 'Hòa Bình'],
    ['HÒA  BÌNH', 'hòa bình'],
    ['Thuỷ Liễu', 'Thủy Liễu'],
    ['Ấp 01', 'ấp 1'],
    ['Văn Miếu – Quốc Tử Giám', 'Văn Miếu - Quốc Tử Giám'],
    ['Phượng'.normalize('NFD'), 'Phượng'],
  ] as const)
    expect(nameKey(a)).toBe(nameKey(b))
})

it('keeps different names apart, and only proposes what is alike', () => {
  for (const [a, b] of [
    ['Tân Thạnh', 'Tân Thành'],
    ['Đa', 'Da'],
    ['Ea Bar', 'EaBar'],
    ['Ấp 10', 'Ấp 1'],
  ] as const)
    expect(nameKey(a)).not.toBe(nameKey(b))
  expect(looseNameKey('Tân Thạnh')).toBe(looseNameKey('Tân Thành'))
  expect(looseNameKey('Ea Bar')).toBe(looseNameKey('EaBar'))
  expect(looseNameKey('Ấp 10')).not.toBe(looseNameKey('Ấp 1'))
  expect(nameKey('Ấp 100')).not.toBe(nameKey('Ấp 1'))
})

it('sorts numbers as numbers', () => {
  expect(['10', '9', '1B', '1A'].toSorted((a, b) => (nameSortKey(a) < nameSortKey(b) ? -1 : 1))).toEqual([
    '1A',
    '1B',
    '9',
    '10',
  ])
})
