import * as z from 'zod/mini'
import { text } from './text.ts'

/** What a free text must never hold. */
export type Sensitive = 'identity-number' | 'card-number' | 'password'

/**
 * Does a text that people type hold something that nobody may keep? An identity number (9 digits of the old card, 12 of
 * the new one, with or without blanks and dots), a card number (13 to 19 digits with a right check digit), or a password
 * beside its word. A phone number, a house number, a date or an amount is none of these. It finds what people type
 * without thinking, not what somebody hides.
 */
export const sensitiveIn = (typed: string): Sensitive | null => {
  const words = typed.normalize('NFKC')
  if (passwords.some((pattern) => pattern.test(words))) return 'password'
  const found = numbersIn(words.replace(phoneNumber, ' ; ')).map(kindOfNumber)
  return found.includes('card-number') ? 'card-number' : found.includes('identity-number') ? 'identity-number' : null
}

/** A text of at most `max` characters in which nothing sensitive stands. */
export const freeText = (max: number) => text(max).check(z.refine((typed) => !sensitiveIn(typed), { params: notHere }))

/** The same, or null. */
export const optionalFreeText = (max: number) => z.nullable(freeText(max).check(z.minLength(1)))

const notHere = {
  vi: 'Không ghi số căn cước, số thẻ hay mật khẩu vào đây. Hãy xóa đi.',
  en: 'Do not write an identity number, a card number or a password here. Delete it.',
}

// Of this country: 0 or 84, then 9 or 10 digits, however they are grouped.
const phoneNumber = /(?<!\d)(?:\+?84[ .-]?|0)[2-9](?:[ .-]?\d){8,9}(?!\d)/g

/** Groups of digits with one and the same separator between them. */
const numbersIn = (typed: string): string[][] =>
  [...typed.matchAll(/(?<![\d/])\d+(?:([ .-])\d+(?:\1\d+)*)?(?![\d/])/g)].map(([number, separator]) =>
    separator ? number.split(separator) : [number],
  )

// A group that stands for itself ("CCCD 001203012345 0912345678"), or all groups together in the shape people write.
const kindOfNumber = (groups: string[]): Sensitive | null => {
  const whole = groups.join('')
  if ([whole, ...groups].some(isCard)) return 'card-number'
  const shape = groups.map(({ length }) => length).join('-')
  return identityShapes.has(shape) || groups.some(({ length }) => length === 9 || length === 12)
    ? 'identity-number'
    : null
}

const identityShapes = new Set([
  ...['3-3-3', '3-3-3-3', '4-4-4', '6-6', '3-6', '6-3', '3-3-6', '3-9'],
  ...[9, 12].map((digits) => Array(digits).fill(1).join('-')),
])

// The check digit of ISO/IEC 7812-1, annex B ("Luhn").
const isCard = (digits: string): boolean => digits.length >= 13 && digits.length <= 19 && luhnSum(digits) % 10 === 0

const luhnSum = (digits: string): number =>
  [...digits].reverse().reduce((sum, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return sum + (value > 9 ? value - 9 : value)
  }, 0)

const passwordWord = '(?:mật khẩu|mat khau|password|passwd|pass|mk)'
const passwords = [
  // Named and given: with a digit or a sign in it, or six plain letters and more. "mật khẩu: quên" is none.
  new RegExp(
    `(?<!\\p{L})${passwordWord}(?!\\p{L})\\s*(?:là|la|[:=])\\s*(?=\\S*[\\d@#$%!&*]|[\\x21-\\x7e]{6,})\\S{3,}`,
    'iu',
  ),
  new RegExp(`(?<!\\p{L})${passwordWord}\\s+(?=\\S*\\d)(?=\\S*[a-z@#$%!&*])\\S{4,}`, 'iu'),
  // "Pin" is also a battery: only with four to eight digits and no unit behind.
  /(?<!\p{L})(?:pin|otp|mã xác (?:nhận|thực)|ma xac (?:nhan|thuc))\s*(?:là|la|[:=])?\s*\d{4,8}(?![\p{L}\d%])/iu,
]
