import { expect, test } from 'vitest'
import { readHamlet, startsWithHamletKind, startsWithTeamWords } from './hamlets.ts'

test.each([
  ['Ấp Hòa Bình', 'Ấp Hòa Bình'],
  ['ấp Mỹ Lộc', 'Ấp Mỹ Lộc'],
  ['ẤP HÒA BÌNH', 'Ấp Hòa Bình'],
  ['Tổ CNSCĐ tổ dân phố Khuổi Thịnh', 'Tổ dân phố Khuổi Thịnh'],
  ['Tổ công nghệ số cộng đồng thôn Đoài', 'Thôn Đoài'],
  ['Tổ CNSCĐ: xóm Nà Mao', 'Xóm Nà Mao'],
  ['Tổ CNSCĐ số 4', 'Số 4'],
  ['TDP 5', 'Tổ dân phố 5'],
  ['KP.3', 'Khu phố 3'],
  ['kp 3A', 'Khu phố 3A'],
  ['Khu phố IV', 'Khu phố IV'],
  ['Lạng Sơn', 'Lạng Sơn'],
  ['Ap Hoa Binh', 'Ấp Hoa Binh'],
  ['Bản Cọ', 'Bản Cọ'],
])('reads %s as %s', (text, name) => {
  expect(readHamlet(text).title).toBe(name)
})

test.each([
  ['Ấp Hoà Bình', 'Ấp Hòa Bình'],
  ['Ấp Hòa Bình'.normalize('NFD'), 'ấp hòa  bình'],
  ['Ấp 01', 'Ấp 1'],
  ['TDP 5', 'Tổ dân phố 5'],
])('%s and %s are one hamlet', (one, other) => {
  expect(readHamlet(one).key).toBe(readHamlet(other).key)
})

test.each([
  ['Ấp Tân Thạnh', 'Ấp Tân Thành'],
  ['Ấp 1', 'Khu phố 1'],
  ['Ấp 1', 'Ấp 11'],
])('%s and %s are two hamlets', (one, other) => {
  expect(readHamlet(one).key).not.toBe(readHamlet(other).key)
})

test('takes the kind from the header where the cell has none', () => {
  expect(readHamlet('Bình Lộc', 'ap')).toEqual(readHamlet('Ấp Bình Lộc'))
  expect(readHamlet('Bình Lộc', 'ap')).toMatchObject({ kind: 'ap', name: 'Bình Lộc', title: 'Ấp Bình Lộc' })
  expect(readHamlet('Khu phố 2', 'ap').title).toBe('Khu phố 2')
})

test('tells teams and hamlets from people', () => {
  expect(startsWithTeamWords('Tổ CNSCĐ xóm Nà Mao')).toBe(true)
  expect(startsWithTeamWords('Tổ trưởng')).toBe(false)
  expect(startsWithHamletKind('Xóm Nà Mao')).toBe(true)
  expect(startsWithHamletKind('Bành Văn An')).toBe(false)
})
