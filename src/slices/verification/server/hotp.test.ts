import { expect, test } from 'vitest'
import { hotp, slipSecret } from './hotp.ts'

test('the codes are those of RFC 4226, appendix D', () => {
  const secret = Buffer.from('12345678901234567890')
  const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']
  expect(codes.map((_, counter) => hotp(secret, counter))).toEqual(codes)
})

test('each team and each installation has its own', () => {
  const of = (secret: string, team: string) => slipSecret(secret, team).toString('hex')
  expect(new Set([of('a', 'x'), of('a', 'y'), of('b', 'x')]).size).toBe(3)
})
