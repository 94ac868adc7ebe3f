import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { Problem } from '#platform/shared/problem.ts'
import type { Cell } from '#platform/shared/sheets/sheet.ts'
import { rosterDamaged, rosterLocked, rosterTooHeavy } from '../../shared/import/refusals.ts'
import { isDateFormat, numberCell } from './number-formats.ts'
import type { SheetSink } from './sheet-sink.ts'

/** Reads .xls (BIFF) whole, in memory: the old format holds no more than 65,536 rows a sheet. */
export const readXls = (file: Buffer, sink: SheetSink): void => {
  const book = open(file)
  const from1904 = book.Workbook?.WBProps?.date1904 === true
  for (const [index, name] of book.SheetNames.entries()) {
    sink.sheet(name, Boolean(book.Workbook?.Sheets?.[index]?.Hidden))
    const sheet = book.Sheets[name]
    if (sheet) emit(sheet, sink, from1904)
  }
}

const open = (file: Buffer): WorkBook => {
  try {
    return read(file, { dense: true, cellNF: true, cellText: false, cellHTML: false, cellFormula: true })
  } catch (error) {
    if (error instanceof RangeError) throw new Problem(rosterTooHeavy)
    throw new Problem(/password-protected|encryption scheme/i.test(String(error)) ? rosterLocked : rosterDamaged)
  }
}

const emit = (sheet: WorkSheet, sink: SheetSink, from1904: boolean): void => {
  // Rows of a dense sheet; rows and cells may be missing.
  const rows = (sheet['!data'] ?? []) as ((CellObject | undefined)[] | undefined)[]
  for (const [index, cells = []] of rows.entries()) {
    sink.row(
      index + 1,
      Array.from(cells, (cell) => cellOf(cell, from1904)),
    )
  }
  for (const { s, e } of sheet['!merges'] ?? []) {
    sink.merge({ fromRow: s.r + 1, toRow: e.r + 1, fromColumn: s.c, toColumn: e.c })
  }
}

const cellOf = (cell: CellObject | undefined, from1904: boolean): Cell => {
  if (!cell || cell.v === undefined || cell.v === '') return null
  const value = plainValue(cell, from1904)
  if (cell.f === undefined || value === null) return value
  return typeof value === 'string' ? { text: value, formula: true } : { ...value, formula: true }
}

const plainValue = (cell: CellObject, from1904: boolean): Cell => {
  const format = typeof cell.z === 'string' ? cell.z : undefined
  if (cell.t === 'n' && typeof cell.v === 'number') {
    return numberCell(cell.v, format, format !== undefined && isDateFormat(format), from1904)
  }
  if (cell.t === 'e') return String(cell.w ?? '#N/A')
  return typeof cell.v === 'boolean' ? String(cell.v).toUpperCase() : String(cell.v)
}
