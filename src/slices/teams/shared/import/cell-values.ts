import { type Day, isDay } from '#platform/shared/dates.ts'
import { fold } from '#platform/shared/folding.ts'
import { type Cell, cellText } from '#platform/shared/sheets/sheet.ts'
import type { Sex } from '../team.ts'

/** A value, or `unreadable` where something stands that is none. */
export interface ReadValue<T> {
  value: T | null
  unreadable: boolean
}

const oldestBirthYear = 1900
const youngestBirthYear = 2030

/** The year of birth from a year, a date or a text with either; days and months of birth are not kept. */
export const readBirthYear = (cell: Cell): ReadValue<number> => {
  const text = cellText(cell)
  if (isNothing(text)) return { value: null, unreadable: false }
  const year = Number(/(?<!\d)(\d{4})(?!\d)/.exec(text)?.[1])
  const possible = year >= oldestBirthYear && year <= youngestBirthYear
  return possible ? { value: year, unreadable: false } : { value: null, unreadable: true }
}

/** A date from a date cell or from text, day before month as in Vietnam; `fromText` says that it was text. */
export const readDay = (cell: Cell): ReadValue<Day> & { fromText: boolean } => {
  if (cell && typeof cell === 'object' && 'date' in cell)
    return { value: cell.date, unreadable: false, fromText: false }
  const text = cellText(cell)
  if (isNothing(text)) return { value: null, unreadable: false, fromText: false }
  const value = dayOfText(text)
  return { value, unreadable: value === null, fromText: value !== null }
}

/** 'Nam', 'Nữ', or null. */
export const readSex = (cell: Cell): Sex | null => {
  const word = fold(cellText(cell))
  if (word === 'nam') return 'nam'
  return word === 'nu' ? 'nu' : null
}

/** A mark in a column "Nam" or "Nữ" that says only that. */
export const isMark = (cell: Cell): boolean => /^[x*v✓✔1]$/iu.test(cellText(cell))

/** What people type for "none". */
export const isNothing = (text: string): boolean =>
  /^([-–—.…_\s]*|0|không( có)?|chưa( có)?|ko)$/i.test(text.normalize())

/** The day that a title names: "tính đến ngày 20/10/2023", "ngày 05 tháng 9 năm 2025". */
export const dayInTitle = (title: string): Day | null => {
  const [, day, month, year] = titleDay.exec(fold(title)) ?? []
  return day ? dayOfText(`${day}/${month}/${year}`) : null
}

const titleDay = /ngay (\d{1,2})(?: thang |[/.-])(\d{1,2})(?: nam |[/.-])(\d{4})/

const dayOfText = (text: string): Day | null => {
  const parts = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})$/.exec(text)
  const [, day = '', month = '', year = ''] = parts ?? []
  const iso = parts ? `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
  return isDay(iso) ? iso : null
}
