import { expect, test } from 'vitest'
import { safeError } from './safe-error.ts'

const phone = '+84912345678'

test('an error of the database keeps its code and names, not its message or detail', () => {
  const error = Object.assign(new Error(`duplicate key "${phone}"`), {
    name: 'error',
    code: '23505',
    severity: 'ERROR',
    detail: `Key (phone)=(${phone}) already exists.`,
    table: 'member',
    constraint: 'member_phone',
  })
  const safe = safeError(error)
  expect(safe).toMatchObject({ type: 'error', code: '23505', table: 'member', constraint: 'member_phone' })
  expect(JSON.stringify(safe)).not.toContain('912345678')
})

test('quoted input and long numbers in other messages are masked, causes too', () => {
  const cause = new SyntaxError(`Unexpected token, "Nguyễn Văn A ${phone}" is not valid JSON`)
  const safe = safeError(new Error('call 091 234 5678 failed', { cause }))
  expect(safe.message).toBe('call … failed')
  expect(safe.cause?.message).toBe('Unexpected token, "…" is not valid JSON')
  expect(safe.stack?.[0]).toContain('safe-error.test.ts')
})

test('what is no error is named by its type only', () => {
  expect(safeError(phone)).toEqual({ type: 'string' })
})
