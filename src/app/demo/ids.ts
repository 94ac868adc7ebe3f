import { createHash } from 'node:crypto'
import type { Id } from '#platform/shared/ids.ts'

/** The last 20 of the 32 digits of a UUID of version 7, from a text: the first 12 are a time in milliseconds. */
export function idTail(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex')
  return `7${digits.slice(0, 3)}${'89ab'[Number.parseInt(digits.slice(3, 4), 16) % 4]}${digits.slice(4, 19)}`
}

/** A UUID of version 7 as of that moment, the same for the same text. */
export const idAt = (ms: number, text: string): Id => withHyphens(ms.toString(16).padStart(12, '0') + idTail(text))

/** A UUID of version 4 (accounts: better-auth takes no version 7), the same for the same text. */
export function accountIdOf(text: string): Id {
  const digits = createHash('sha256').update(text).digest('hex')
  return withHyphens(`${digits.slice(0, 12)}4${idTail(text).slice(1)}`)
}

const withHyphens = (digits: string): Id => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
