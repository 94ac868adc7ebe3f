import { expect, test } from 'vitest'
import { minimumPassword, passwordProblem } from './password.ts'

const codeOf = (password: string, least: number = minimumPassword.member) =>
  passwordProblem(password, least, '+84912345678')?.body.code ?? null

test('length counts characters, not bytes', () => {
  expect(codeOf('tám ký t')).toBeNull()
  expect(codeOf('bảy ký ')).toBe('auth.password-short')
  expect(codeOf('mười ba ký tự', minimumPassword.officer)).toBe('auth.password-short')
  expect(codeOf('mười bốn ký tự', minimumPassword.officer)).toBeNull()
  expect(codeOf('x1'.repeat(65))).toBe('auth.password-long')
})

test('the own phone number in any spelling and repeated characters are refused', () => {
  for (const plain of ['0912345678', '0912 345 678', '+84912345678', '84912345678', '11111111', 'abababab'])
    expect(codeOf(plain)).toBe('auth.password-plain')
  expect(codeOf('0912345679')).toBeNull()
})
