import { expect, test } from 'vitest'
import { readPhones } from './phones.ts'

// Stands for libphonenumber, which has no place in pure code: ten digits of a mobile, eleven of a landline.
const toE164 = (digits: string) => (/^0([35789]\d{8}|2\d{9})$/.test(digits) ? `+84${digits.slice(1)}` : null)
const read = (...cells: Parameters<typeof readPhones>[0]) => readPhones(cells, toE164)
const number = (value: number, format?: string) => ({ number: value, format })

test.each([
  '0912345678',
  '0912 345 678',
  '0912.345.678',
  '0912-345-678',
  '0912/345/678',
  "'0912345678",
  '+84912345678',
  '+84 (0) 912 345 678',
  '84912345678',
  '0084912345678',
  '912345678',
  'O912345678',
  '="0912345678"',
])('%s is the number 0912345678', (text) => {
  expect(read(text)).toEqual({ phone: '+84912345678', other: null, note: null, fault: null, mended: [] })
})

test('a number cell gets its zero back, whatever its format', () => {
  expect(read(number(912345678))).toMatchObject({ phone: '+84912345678', fault: null, mended: [] })
  expect(read(number(912345678, '0000000000'))).toMatchObject({ phone: '+84912345678' })
  expect(read(number(84912345678))).toMatchObject({ phone: '+84912345678' })
  expect(read(number(2963852852))).toMatchObject({ phone: '+842963852852' })
})

test('a text of nine digits with its zero has lost a digit, not the zero', () => {
  expect(read('093464215')).toMatchObject({ phone: null, fault: 'short' })
})

test.each(['0562 402 259 (Zalo)', 'Zalo 0562402259', '0562402259 - Zalo'])('keeps the note of %s apart', (text) => {
  expect(read(text)).toMatchObject({ phone: '+84562402259', note: 'Zalo', mended: ['note'] })
})

test.each([
  '0977445411 / 0979193733',
  '0977445411; 0979193733',
  '0977445411 - 0979193733',
  '0977.445.411, 0979.193.733',
  '0977445411 0979193733',
  '0977445411 hoặc 0979193733',
])('finds two numbers in %s', (text) => {
  expect(read(text)).toMatchObject({ phone: '+84977445411', other: '+84979193733' })
})

test('takes the second column for the second number', () => {
  expect(read('0977445411', '0979193733')).toMatchObject({ phone: '+84977445411', other: '+84979193733' })
  expect(read('0977445411', '0977 445 411')).toMatchObject({ phone: '+84977445411', other: null })
  expect(read(null, '0979193733')).toMatchObject({ phone: '+84979193733', other: null, fault: null })
})

test('puts numbers from before 2018 right', () => {
  expect(read('01682345678')).toMatchObject({ phone: '+84382345678', mended: ['old-prefix'] })
  expect(read('01202345678')).toMatchObject({ phone: '+84702345678' })
  expect(read(number(1232345678))).toMatchObject({ phone: '+84832345678' })
})

test.each([[null], [''], ['-'], ['không có'], ['0']])('%s is no phone', (cell) => {
  expect(read(cell)).toMatchObject({ phone: null, fault: 'missing' })
})

test.each([['12345'], ['hỏi trưởng ấp'], [number(123)], ['nt'], ['09123456789'], [{ date: '2023-01-01' }]])(
  'cannot read %s',
  (cell) => {
    expect(read(cell)).toMatchObject({ phone: null, fault: 'unreadable' })
  },
)
