import { expect, test } from 'vitest'
import { findPeople, indexPeople } from './find-people.ts'

const nobody = { phone: null, restrictedOn: null, leftOn: null, mergedInto: null }
const doors = [
  { id: 'h1', number: '12A', alley: 'Ngõ Đình', label: null },
  { id: 'h2', number: '7', alley: null, label: 'nhà ngói cạnh chùa' },
]
const index = indexPeople(
  [
    { ...nobody, id: '1', name: 'Nguyễn Thị Hoa', householdId: 'h1', phone: '+84912345678' },
    { ...nobody, id: '2', name: 'Hoàng Văn Nguyên', householdId: 'h2' },
    { ...nobody, id: '3', name: 'Trần Thị Hòa', householdId: 'h1' },
    { ...nobody, id: '4', name: 'Nguyễn Thị Hoa', householdId: 'h2', restrictedOn: '2026-01-01' },
    { ...nobody, id: '5', name: 'Đặng Hoa', householdId: 'gone', leftOn: '2026-01-01' },
  ],
  doors,
)
const find = (query: string) => findPeople(index, query).map(({ id }) => id)

test('by beginnings of words, without marks, in any order; names that begin so come first', () => {
  expect(find('hoa')).toEqual(['2', '1', '3'])
  expect(find('Hòa')).toEqual(['2', '1', '3'])
  expect(find('hoa ngu')).toEqual(['2', '1'])
  expect(find('nguyen thi')).toEqual(['1'])
  expect(find('oa')).toEqual([])
  expect(find('  ')).toEqual([])
})

test('by the door, and by the last digits of the phone', () => {
  expect(find('12a')).toEqual(['1', '3'])
  expect(find('dinh tran')).toEqual(['3'])
  expect(find('chua')).toEqual(['2'])
  expect(find('678')).toEqual(['1'])
  expect(find('78')).toEqual([])
  expect(find('912')).toEqual([])
})

test('who withdrew, left or was merged is not found', () => {
  expect(find('dang')).toEqual([])
  expect(find('nguyen')).toEqual(['1', '2'])
})
