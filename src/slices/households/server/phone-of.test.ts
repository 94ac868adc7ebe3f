import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { expect, test } from 'vitest'
import { seededRandom } from '#platform/testing/simulated-device.ts'
import { phoneOf } from '../shared/person.ts'

// The field app has no room for libphonenumber; its own few lines must say the same.

/** A land line or a mobile of Vietnam, as E.164. Numbers of machines and hot lines (1xx) belong to no person. */
const byLibrary = (typed: string): string | null => {
  const number = parsePhoneNumberFromString(typed, 'VN')
  const isPersons = number?.country === 'VN' && ['MOBILE', 'FIXED_LINE'].includes(number.getType() ?? '')
  return number && isPersons && number.isValid() && !number.nationalNumber.startsWith('1') ? number.number : null
}

const random = seededRandom(22)
const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)] as One
const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('')

const spellings: ((national: string) => string)[] = [
  (national) => `0${national}`,
  (national) => `+84${national}`,
  (national) => `84${national}`,
  (national) => `0084${national}`,
  (national) => `+84 (0)${national}`,
]
const grouped = (number: string) => {
  const blank = pick(['', ' ', '.', '-'])
  return number.replace(/(\d{3})(?=\d{3})/g, `$1${blank}`)
}

/** Of every beginning of two and three digits, at right and wrong lengths, spelled in every way. */
const generated = (): string[] =>
  Array.from({ length: 900 }, (_, n) => String(n + 100)).flatMap((beginning) =>
    [9, 9, 10, 8, 11].flatMap((length) => {
      const national = beginning + digits(length - beginning.length)
      return spellings.map((spell) => grouped(spell(national)))
    }),
  )

test('our few lines give the same verdict and the same number as libphonenumber', () => {
  const typed = generated()
  const other = typed.filter((one) => phoneOf(one) !== byLibrary(one))
  expect(other.map((one) => [one, phoneOf(one), byLibrary(one)])).toEqual([])
  expect(typed.filter((one) => phoneOf(one)).length).toBeGreaterThan(3_000)
})

test('as people type it, and what is no number', () => {
  for (const typed of [
    '0912 345 678',
    '0912.345.678',
    '+84912345678',
    '84 912 345 678',
    ' 0912-345-678 ',
    '(0912) 345678',
  ])
    expect(phoneOf(typed), typed).toBe('+84912345678')
  expect(phoneOf('024 3826 1234')).toBe('+842438261234')
  for (const typed of [
    '',
    '113',
    '1900 1234',
    '1800 1234',
    '0912 345 67',
    '0912 345 6789',
    '912345678',
    'không có',
    '+1 650 253 0000',
  ])
    expect(phoneOf(typed), typed).toBeNull()
})
