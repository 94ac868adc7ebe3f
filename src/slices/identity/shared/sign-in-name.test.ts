import { expect, test } from 'vitest'
import { isSignInName, signInName } from './sign-in-name.ts'

test.each(['0912345678', '0912 345 678', '0912.345.678', '84912345678', '+84 912-345-678', ' (+84) 912345678 '])(
  'the phone number %s is one name',
  (typed) => {
    expect(signInName(typed)).toBe('+84912345678')
  },
)

test('anything else is a user name in lower case', () => {
  expect(signInName(' Can.Bo.AnGiang ')).toBe('can.bo.angiang')
  expect(signInName('012345')).toBe('012345')
})

test('what can be a name', () => {
  for (const name of ['+84912345678', 'ut', 'can.bo', 'xa-chau-thanh_1']) expect(isSignInName(name)).toBe(name !== 'ut')
  for (const name of ['', '1ab', 'út chín', 'a b c', '+84012345678', '+849123456789', 'a'.repeat(41)])
    expect(isSignInName(name)).toBe(false)
})
