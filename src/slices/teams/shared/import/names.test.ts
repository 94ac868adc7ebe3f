import { expect, test } from 'vitest'
import { readName } from './names.ts'

test.each([
  ['Nguyễn Văn An', 'Nguyễn Văn An', null],
  ['  Nguyễn   Văn\u00a0An ', 'Nguyễn Văn An', null],
  ['NGUYỄN VĂN QUYỀN', 'Nguyễn Văn Quyền', 'capitals'],
  ['nguyễn thị như ý', 'Nguyễn Thị Như Ý', 'capitals'],
  ['Danh út', 'Danh Út', 'capitals'],
  ['Huỳnh Thị út Em', 'Huỳnh Thị Út Em', 'capitals'],
  ['Nguyễn Thị Phượng'.normalize('NFD'), 'Nguyễn Thị Phượng', 'unicode'],
  ["H'HEN NIÊ", "H'Hen Niê", 'capitals'],
  ["K'Sor Y-thịnh", "K'Sor Y-Thịnh", 'capitals'],
  ['đ/c Lê Văn Tám', 'Lê Văn Tám', null],
])('%s is %s', (text, name, mended) => {
  expect(readName(text)).toEqual({ name, mended, fault: null })
})

test.each([
  ['', 'missing'],
  ['---', 'missing'],
  ["=cmd|'/c calc'!A0", 'unreadable'],
  ['123', 'unreadable'],
  ['A'.repeat(101), 'too-long'],
])('%s is no name', (text, fault) => {
  expect(readName(text).fault).toBe(fault)
})
