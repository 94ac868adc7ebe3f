import { expect, test } from 'vitest'
import { dayInTitle, readBirthYear, readDay, readSex } from './cell-values.ts'

test.each([
  [{ number: 1981 }, 1981],
  ['1981', 1981],
  ['05/09/1981', 1981],
  [{ date: '1981-09-05' }, 1981],
  ['Sinh năm 1981', 1981],
])('the year of birth in %j', (cell, year) => {
  expect(readBirthYear(cell)).toEqual({ value: year, unreadable: false })
})

test('says where a year of birth cannot be read', () => {
  expect(readBirthYear({ number: 81 })).toEqual({ value: null, unreadable: true })
  expect(readBirthYear('19811')).toEqual({ value: null, unreadable: true })
  expect(readBirthYear(null)).toEqual({ value: null, unreadable: false })
})

test.each([
  ['05/09/2023', '2023-09-05'],
  ['5-9-2023', '2023-09-05'],
  ['5.9.23', '2023-09-05'],
  ['2023-09-05', '2023-09-05'],
  ['31/12/2023', '2023-12-31'],
])('%s has the day before the month', (text, day) => {
  expect(readDay(text)).toEqual({ value: day, unreadable: false, fromText: true })
})

test('takes a date cell as it is, and no day that does not exist', () => {
  expect(readDay({ date: '2023-08-20' })).toEqual({ value: '2023-08-20', unreadable: false, fromText: false })
  for (const text of ['31/02/2023', '12/31/2023', '09/2023', 'đầu năm']) {
    expect(readDay(text)).toMatchObject({ value: null, unreadable: true })
  }
  expect(readDay('')).toMatchObject({ value: null, unreadable: false })
})

test('reads the sex', () => {
  expect(['Nam', 'NỮ', 'nu', '', 'x'].map(readSex)).toEqual(['nam', 'nu', 'nu', null, null])
})

test('finds the day in a title', () => {
  expect(dayInTitle('(Số liệu tính đến ngày 20/10/2023)')).toBe('2023-10-20')
  expect(dayInTitle('Tây Ninh, ngày 05 tháng 9 năm 2025')).toBe('2025-09-05')
  expect(dayInTitle('Số:        /BC-SKHCN')).toBeNull()
})
