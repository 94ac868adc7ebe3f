import { expect, test } from 'vitest'
import { shortName } from './short-name.ts'

test.each([
  ['Nguyễn Thị Hoa', 'N. T. Hoa'],
  ['  Đặng   Ánh ', 'Đ. Ánh'],
  ['Hoa', 'Hoa'],
])('%s is %s', (name, short) => {
  expect(shortName(name)).toBe(short)
})
