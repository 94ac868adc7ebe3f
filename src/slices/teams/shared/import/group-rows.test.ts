import { expect, test } from 'vitest'
import { isColumnNumber, isDitto, isSignatureText, isTotalText } from '#platform/shared/sheets/row-words.ts'
import { readGroupRow, readTotal } from './group-rows.ts'

test.each([
  ['I. Thị trấn Chợ Chu', 'commune', 'Thị trấn Chợ Chu'],
  ['XIV. Xã Thanh Định', 'commune', 'Xã Thanh Định'],
  ['Xã Linh Thông:', 'commune', 'Xã Linh Thông'],
  ['2. Xã Linh Thông (9 tổ)', 'commune', 'Xã Linh Thông'],
  ['II. Linh Thông', 'commune', 'Linh Thông'],
  ['Tổ CNSCĐ xã Linh Thông', 'commune', 'xã Linh Thông'],
  ['A. Huyện Định Hóa', 'district', 'Huyện Định Hóa'],
  ['1. Tổ CNSCĐ xóm Nà Mao', 'team', 'Tổ CNSCĐ xóm Nà Mao'],
  ['1.2. Xóm Nà Mao', 'team', 'Xóm Nà Mao'],
  ['- Thôn Đoài', 'team', 'Thôn Đoài'],
  ['3) Nà Lang', 'team', 'Nà Lang'],
  ['Danh sách này thay danh sách cũ', 'unknown', 'Danh sách này thay danh sách cũ'],
])('%s opens a %s', (text, kind, name) => {
  expect(readGroupRow(text)).toEqual({ kind, text: name })
})

test('knows totals from people named Tống and Tòng', () => {
  for (const text of [
    'Tổng cộng: 60 xã',
    'Tổng số: 23 xã',
    'Cộng:',
    'TỔNG',
    'Cộng xã Định Biên: 11 tổ',
    'Tong cong: 5',
  ]) {
    expect([text, isTotalText(text)]).toEqual([text, true])
  }
  for (const text of ['Tống Văn An', 'Tòng Thị Bua', 'Công an xã', 'Cộng tác viên dân số', '']) {
    expect([text, isTotalText(text)]).toEqual([text, false])
  }
})

test('reads the figures of a total', () => {
  const tayNinh = readTotal('Tổng cộng: 60 xã, phường; 996 tổ; 5.324 thành viên')
  expect(tayNinh).toEqual({ communes: 60, teams: 996, members: 5324 })
  expect(readTotal('Tổng số: 1.500 người')).toEqual({ communes: null, teams: null, members: 1500 })
  expect(readTotal('Tổng cộng 12')).toEqual({ communes: null, teams: null, members: null })
})

test('knows what stands under a list', () => {
  const signed = [
    'NGƯỜI LẬP BIỂU',
    '(Ký, ghi rõ họ tên)',
    'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC',
    'TM. ỦY BAN NHÂN DÂN',
    'Nơi nhận:',
  ]
  const day = 'Định Hóa, ngày 20 tháng 10 năm 2023'
  for (const text of [...signed, day]) expect([text, isSignatureText(text)]).toEqual([text, true])
  for (const text of ['Trần Kỳ', 'Tổ trưởng', 'Quách Tuấn', 'Công an xã', 'Tạ Minh']) {
    expect([text, isSignatureText(text)]).toEqual([text, false])
  }
})

test('knows ditto marks and column numbers', () => {
  for (const text of ['nt', '-nt-', 'NT', '"', '”', "''", 'như trên', '- " -'])
    expect([text, isDitto(text)]).toEqual([text, true])
  for (const text of ['', '-', 'Nt An', 'An']) expect([text, isDitto(text)]).toEqual([text, false])
  for (const text of ['(1)', '10', 'A']) expect(isColumnNumber(text)).toBe(true)
  for (const text of ['An', '100', '']) expect(isColumnNumber(text)).toBe(false)
})
