import type { Day } from '#platform/shared/dates.ts'
import type { Cell } from '#platform/shared/sheets/sheet.ts'

// Numbers of built-in formats that show dates (ECMA-376 part 1, 18.8.30; 27-36 and 50-58 in East Asian versions).
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])
const epoch1900 = -2_209_161_600_000 // 30 December 1899: Excel counts a 29 February 1900 that never was
const epoch1904 = -2_082_844_800_000
const dayMs = 86_400_000
const lastSerial = 2_958_465 // 31 December 9999

/** Is this the number of a built-in format that shows a date? */
export const isBuiltInDate = (formatId: number): boolean => builtInDates.has(formatId)

/** Does a format code show a date? Day or year must be in it: times and durations are no dates. */
export const isDateFormat = (code: string): boolean =>
  /[dy]/i.test(code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] ?? '')

/** The cell of a number under its format. */
export const numberCell = (value: number, format: string | undefined, isDate: boolean, from1904: boolean): Cell => {
  const day = isDate ? dayOfSerial(value, from1904) : null
  if (day) return { date: day }
  return format === undefined || format === 'General' ? { number: value } : { number: value, format }
}

const dayOfSerial = (serial: number, from1904: boolean): Day | null => {
  if (!(serial >= 1 && serial <= lastSerial)) return null
  const whole = Math.floor(serial)
  const days = !from1904 && whole < 60 ? whole + 1 : whole
  return new Date((from1904 ? epoch1904 : epoch1900) + days * dayMs).toISOString().slice(0, 10)
}
