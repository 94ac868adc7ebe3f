import type { Day } from '#platform/shared/dates.ts'

/**
 * A sheet as it was read: what people typed, not what a program made of it. Most cells are plain text, so that is what a
 * text cell is; a blank cell is null. Formulas are never evaluated: the value that the office program last saw is taken.
 */
export type Cell = null | string | FormulaTextCell | NumberCell | DateCell

/** Text that a formula showed. */
export interface FormulaTextCell {
  text: string
  formula: true
}

/** A number with the format that showed it ('0000000000' shows the zero that a phone number begins with). */
export interface NumberCell {
  number: number
  format?: string
  formula?: true
}

/** A cell whose format shows a date. */
export interface DateCell {
  date: Day
  formula?: true
}

export interface SheetRow {
  /** As the spreadsheet shows it, from 1; in CSV the line in which the row begins. */
  row: number
  cells: Cell[]
}

/** Merged cells; rows from 1 as in SheetRow, columns from 0. */
export interface MergedRange {
  fromRow: number
  toRow: number
  fromColumn: number
  toColumn: number
}

export interface Sheet {
  name: string
  hidden: boolean
  /** Only rows that hold something, in order. */
  rows: SheetRow[]
  merges: MergedRange[]
  /** Set when the text was in an old encoding and has been converted. */
  encoding?: LegacyEncoding
}

export type LegacyEncoding = 'TCVN3' | 'VNI' | 'Windows-1258'

// What a formula shows when it fails; no content.
const formulaErrors = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/

/** The text of a cell, trimmed, in the Unicode form it was typed in; '' when blank. */
export const cellText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return clean(cell)
  if ('text' in cell) return clean(cell.text)
  if ('date' in cell) return cell.date
  return String(cell.number)
}

export const isBlank = (cell: Cell | undefined): boolean => cellText(cell) === ''

export const isFormula = (cell: Cell | undefined): boolean =>
  typeof cell === 'object' && cell !== null && cell.formula === true

const clean = (text: string): string => {
  const trimmed = text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim()
  return formulaErrors.test(trimmed) ? '' : trimmed
}
