import type { Cell, MergedRange, Sheet, SheetRow } from './sheet.ts'

/** Reads cells of rows visited from top to bottom; a cell covered by a range merged downwards has the range's value. */
export type CellReader = (row: SheetRow, column: number) => Cell

export const mergedCellReader = (sheet: Sheet): CellReader => {
  const downwards = sheet.merges.filter(({ fromRow, toRow }) => toRow > fromRow).sort((a, b) => a.fromRow - b.fromRow)
  const open = new Map<number, { range: MergedRange; value: Cell }>()
  let next = 0
  const openRanges = (row: SheetRow) => {
    for (let range = downwards[next]; range && range.fromRow <= row.row; range = downwards[++next]) {
      // A range whose first row is blank was never opened: it holds nothing.
      if (range.fromRow === row.row) open.set(range.fromColumn, { range, value: row.cells[range.fromColumn] ?? null })
    }
  }
  return (row, column) => {
    openRanges(row)
    const own = row.cells[column] ?? null
    const over = own === null ? open.get(column) : undefined
    return over && over.range.toRow >= row.row ? over.value : own
  }
}
