import { type Cell, cellText } from '#platform/shared/sheets/sheet.ts'
import { isNothing } from './cell-values.ts'
import type { ToE164 } from './types.ts'

export interface ReadPhone {
  /** E.164. */
  phone: string | null
  other: string | null
  /** What was written beside the number ("Zalo"). */
  note: string | null
  /** `short`: a digit is missing; `unreadable`: no number of a phone. */
  fault: 'missing' | 'short' | 'unreadable' | null
  mended: ('note' | 'two' | 'old-prefix')[]
}

const nothing: ReadPhone = { phone: null, other: null, note: null, fault: 'missing', mended: [] }

/** Reads the phone column; a second phone column (Zalo) fills in `other`. */
export const readPhones = (cells: Cell[], toE164: ToE164): ReadPhone => {
  const read = cells.map((cell) => readPhone(cell, toE164))
  const best = read.find(({ phone }) => phone !== null) ?? read.find(({ fault }) => fault !== 'missing') ?? nothing
  const more = read.flatMap(({ phone, other }) => [phone, other]).filter((found) => found && found !== best.phone)
  return { ...best, other: more[0] ?? null }
}

const readPhone = (cell: Cell, toE164: ToE164): ReadPhone => {
  if (cell && typeof cell === 'object' && 'number' in cell) return fromDigits([numberDigits(cell.number)], null, toE164)
  const text = cellText(cell)
    .replace(/^['’=]+/, '')
    .replace(/^"(.*)"$/, '$1')
  if (isNothing(text)) return nothing
  const note = noteIn(text)
  const apart = fromDigits(text.split(apartSigns).flatMap(digitsIn), note, toE164)
  // "0912/345/678": the signs stood inside one number.
  const whole = apart.phone ? apart : fromDigits([text.replace(/[^\d+]/g, '')], note, toE164)
  return whole.phone ? whole : apart
}

const apartSigns = /[/;,\n]|\s+(?:hoặc|và|-|–)\s+/i

/** A number cell has lost the zero that a phone number begins with. */
const numberDigits = (value: number): string => {
  const digits = Number.isSafeInteger(value) && value > 0 ? String(value) : ''
  return /^84\d{9}$/.test(digits) ? `+${digits}` : `0${digits}`
}

const digitsIn = (text: string): string[] => {
  const digits = text
    .replace(/\([^)]*[^\d()\s][^)]*\)/g, '')
    .replace(/^\s*o(?=\d{9}\b)/i, '0')
    .replace(/[^\d+]/g, '')
  // Two numbers with only a space between them.
  if (/^0\d{9}0\d{9}$/.test(digits)) return [digits.slice(0, 10), digits.slice(10)]
  return digits === '' ? [] : [digits]
}

const noteIn = (text: string): string | null => {
  const words =
    text
      .match(/\p{L}[\p{L}\p{M}\d\s.,:'-]*/gu)
      ?.join(', ')
      .replace(/[\s.,:-]+$/, '') ?? ''
  return /\p{L}{2}/u.test(words) ? words.replace(/\s*:?\s*\d[\d\s.]*$/, '') : null
}

const fromDigits = (typed: string[], note: string | null, toE164: ToE164): ReadPhone => {
  const numbers = typed.map((digits) => e164(digits, toE164))
  const [phone = null, other = null] = numbers.flatMap((number) => number.e164 ?? [])
  if (phone === null) return { ...nothing, note, fault: faultOf(typed) }
  const mended: ReadPhone['mended'] = []
  if (note) mended.push('note')
  if (other) mended.push('two')
  if (numbers.some(({ old }) => old)) mended.push('old-prefix')
  return { phone, other, note, fault: null, mended }
}

// With its zero and nine digits in all, no zero was lost: a digit is missing, and nobody can say which.
const faultOf = (typed: string[]): ReadPhone['fault'] => (/^0\d{8}$/.test(typed[0] ?? '') ? 'short' : 'unreadable')

const e164 = (digits: string, toE164: ToE164): { e164: string | null; old: boolean } => {
  const national = digits.replace(/^(\+84|0084|84(?=\d{9}$))0?/, '0')
  const withZero = /^[1-9]\d{8}$/.test(national) ? `0${national}` : national
  const current = renumber(withZero)
  return { e164: toE164(current), old: current !== withZero }
}

// Mobile numbers of eleven digits got ten in 2018 (Ministry of Information and Communications, plan of 28 May 2018).
const newPrefixes: Record<string, string> = {
  '0120': '070',
  '0121': '079',
  '0122': '077',
  '0123': '083',
  '0124': '084',
  '0125': '085',
  '0126': '076',
  '0127': '081',
  '0128': '078',
  '0129': '082',
  '0186': '056',
  '0188': '058',
  '0199': '059',
}

const renumber = (number: string): string => {
  if (!/^01\d{9}$/.test(number)) return number
  if (/^016[2-9]/.test(number)) return `03${number.slice(3)}`
  const prefix = newPrefixes[number.slice(0, 4)]
  return prefix ? prefix + number.slice(4) : number
}
