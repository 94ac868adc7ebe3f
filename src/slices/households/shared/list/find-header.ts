import { cellText, type Sheet, type SheetRow } from '#platform/shared/sheets/sheet.ts'
import type { Criterion } from '../register.ts'
import { type ListColumn, listColumnOf } from './columns.ts'

/** What the columns of a list mean. */
export interface ListLayout {
  /** Index of the column by its meaning; where two mean the same, the first. */
  columns: Partial<Record<ListColumn, number>>
  /** Header texts, to name a column to people. */
  headers: Partial<Record<ListColumn, string>>
  /** Headers of columns with persons: passed over, and said. */
  persons: string[]
  /** Headers that say nothing known. */
  unknown: string[]
}

// A row of the list may hold one of the words; a header holds several.
const meaningsMin = 2
const searchedRows = 60

/** The header of a sheet, wherever it stands, and the index of the first row below it; null when there is none. */
export const findHeader = (
  sheet: Sheet,
  criteria: readonly Criterion[],
): { layout: ListLayout; next: number } | null => {
  for (const [index, row] of sheet.rows.slice(0, searchedRows).entries()) {
    const below = sheet.rows[index + 1]
    const tiers = below && isLowerTier(row, below, criteria) ? [row, below] : [row]
    const layout = readLayout(tiers, criteria)
    if (isHeader(layout)) return { layout, next: index + tiers.length }
  }
  return null
}

/** Can a door be found by what the columns hold? */
export const namesDoors = ({ columns }: ListLayout): boolean =>
  columns.number !== undefined || columns.label !== undefined || columns.address !== undefined

const isHeader = (layout: ListLayout): boolean => {
  const meanings = Object.keys(layout.columns).length + layout.persons.length
  return meanings >= meaningsMin && (namesDoors(layout) || layout.persons.length > 0)
}

/** Below "Tiêu chí" over several columns stand their names, and every text of that row is such a name. */
const isLowerTier = (upper: SheetRow, row: SheetRow, criteria: readonly Criterion[]): boolean => {
  const texts = row.cells.flatMap((cell, column) => (cellText(cell) ? [{ column, text: cellText(cell) }] : []))
  const fresh = texts.filter(({ column }) => cellText(upper.cells[column]) === '')
  return fresh.length > 0 && texts.every(({ text }) => listColumnOf(text, criteria) !== null)
}

const readLayout = (tiers: readonly SheetRow[], criteria: readonly Criterion[]): ListLayout => {
  const layout: ListLayout = { columns: {}, headers: {}, persons: [], unknown: [] }
  const width = Math.max(...tiers.map(({ cells }) => cells.length))
  for (let column = 0; column < width; column += 1) {
    const texts = tiers.map(({ cells }) => cellText(cells[column])).filter(Boolean)
    const header = texts.at(-1)
    if (header) addColumn(layout, column, header, criteria)
  }
  return layout
}

const addColumn = (layout: ListLayout, column: number, header: string, criteria: readonly Criterion[]): void => {
  const meaning = listColumnOf(header, criteria)
  if (meaning === 'person') layout.persons.push(header)
  else if (!meaning || layout.columns[meaning] !== undefined) layout.unknown.push(header)
  else {
    layout.columns[meaning] = column
    layout.headers[meaning] = header
  }
}
