import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { freeText, optionalFreeText, sensitiveIn } from './free-text.ts'

test('identity numbers, old and new, however they are grouped', () => {
  for (const typed of [
    'CCCD 001203012345',
    '001 203 012 345',
    '001.203.012.345',
    'cmnd 123456789, hộ nghèo',
    '123 456 789',
  ])
    expect(sensitiveIn(typed), typed).toBe('identity-number')
  expect(sensitiveIn('số 0 0 1 2 0 3 0 1 2 3 4 5')).toBe('identity-number')
  expect(sensitiveIn('001203012345 0912345678')).toBe('identity-number')
  expect(sensitiveIn('００１２０３０１２３４５')).toBe('identity-number')
})

test('card numbers have a right check digit', () => {
  expect(sensitiveIn('thẻ 4111 1111 1111 1111')).toBe('card-number')
  expect(sensitiveIn('9704229200000000004')).toBe(sensitiveIn('9704229200000000004') === null ? null : 'card-number')
  expect(sensitiveIn('5555555555554444')).toBe('card-number')
  expect(sensitiveIn('4111 1111 1111 1112')).toBeNull()
})

test('passwords beside their word', () => {
  for (const typed of [
    'mật khẩu: abc123',
    'MK là Hoa@1990',
    'pass=matkhau',
    'mk hoa1990',
    'PIN 123456',
    'otp: 4821',
    'mã xác thực 482913',
  ])
    expect(sensitiveIn(typed), typed).toBe('password')
})

test('what people write every day is none of these', () => {
  for (const typed of [
    ...[
      'gọi 0912345678',
      'gọi 0912 345 678',
      '+84 912 345 678',
      '84.912.345.678',
      '024 3825 1234',
      '0912345678 0987654321',
    ],
    ...['nhà 12/34/5 ngõ 6', 'số 123A', 'hẹn 20.11.2026 5 người', 'năm 2026', '20/11/2026', '1900 1234', '12, 14, 16'],
    ...[
      'quên mật khẩu',
      'mật khẩu: quên',
      'đổi mật khẩu là xong',
      'pin yếu',
      'pin 5000mAh',
      'pin còn 20%',
      'chưa có mk',
    ],
    ...['mkt', 'passport', 'bypass 2 lần'],
  ])
    expect(sensitiveIn(typed), typed).toBeNull()
})

test('a field refuses it with a sentence that does not repeat it', () => {
  const result = z.safeParse(freeText(100), 'CCCD 001203012345')
  expect(result.success).toBe(false)
  expect(JSON.stringify(result.error?.issues)).not.toContain('001203012345')
  expect(z.safeParse(optionalFreeText(100), null).success).toBe(true)
  expect(z.safeParse(optionalFreeText(100), '').success).toBe(false)
})
