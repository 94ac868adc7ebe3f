import { Problem } from '#platform/shared/problem.ts'
import type { Cell, MergedRange } from '#platform/shared/sheets/sheet.ts'
import { rosterTooHeavy, rosterTooManyColumns, rosterTooManyRows } from '../../shared/import/refusals.ts'
import { limits } from './limits.ts'

/** One line of the reader's output, as JSON. */
export type ReaderLine =
  | ['sheet', name: string, hidden: boolean]
  | ['row', row: number, cells: Cell[]]
  | ['merge', fromRow: number, toRow: number, fromColumn: number, toColumn: number]
  | ['end']
  | ['refused', code: string, details: Record<string, string | number>]

/** Takes what is read, row by row; keeps the limits, so that no reader has to. */
export interface SheetSink {
  sheet: (name: string, hidden: boolean) => void
  row: (row: number, cells: Cell[]) => void
  merge: (range: MergedRange) => void
}

const sheetColumnsMax = 16_384

export const sheetSink = (write: (line: ReaderLine) => void): SheetSink => {
  const counts = { sheets: 0, rows: 0, cells: 0, merges: 0 }
  return {
    sheet: (name, hidden) => {
      counts.sheets += 1
      if (counts.sheets > limits.sheets) throw new Problem(rosterTooManyRows, { limit: limits.rows })
      write(['sheet', name, hidden])
    },
    row: (row, cells) => {
      // Before the blanks between are filled in: a cell may claim to stand anywhere.
      if (cells.length > sheetColumnsMax) throw new Problem(rosterTooManyColumns, { limit: limits.columns })
      const kept = trimmed(cells)
      if (kept.length === 0) return
      counts.rows += 1
      if (counts.rows > limits.rows) throw new Problem(rosterTooManyRows, { limit: limits.rows })
      if (kept.length > limits.columns) throw new Problem(rosterTooManyColumns, { limit: limits.columns })
      counts.cells += kept.length
      if (counts.cells > limits.cells) throw new Problem(rosterTooHeavy)
      write(['row', row, kept])
    },
    merge: ({ fromRow, toRow, fromColumn, toColumn }) => {
      counts.merges += 1
      if (counts.merges <= limits.mergedRanges) write(['merge', fromRow, toRow, fromColumn, toColumn])
    },
  }
}

/** Without blank cells at the end, blank ones as null, and no text longer than a cell of a roster is. */
const trimmed = (cells: Cell[]): Cell[] => {
  const kept = Array.from(cells, plainCell)
  while (kept.length > 0 && kept.at(-1) === null) kept.pop()
  return kept
}

const plainCell = (cell: Cell | undefined): Cell => {
  if (typeof cell === 'string') return /\S/.test(cell) ? cell.slice(0, limits.cellCharacters) : null
  if (cell && 'text' in cell) return { ...cell, text: cell.text.slice(0, limits.cellCharacters) }
  return cell ?? null
}
