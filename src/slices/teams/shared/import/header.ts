import { type Cell, cellText, isBlank, type Sheet, type SheetRow } from '#platform/shared/sheets/sheet.ts'
import { columnKindOf, sexOfHeader } from './column-words.ts'
import { type Layout, readLayout } from './layout.ts'

export interface Header {
  layout: Layout
  /** Index in `sheet.rows` of the first row below the header. */
  next: number
}

const lowerTiersMax = 2
// So many columns must be understood before a row counts as a header: a member's row may hold one of the words.
const meaningsMin = 2

/** The header whose row `index` names the column of the people, with its upper and lower tiers; null if it is none. */
export const headerAt = (sheet: Sheet, index: number): Header | null => {
  const row = sheet.rows[index]
  if (!row?.cells.some(isNameHeader)) return null
  const below = tiersBelow(sheet, index)
  const next = index + 1 + below.length
  const layout = readLayout(sheet, [...tierAbove(sheet, index), row, ...below], next)
  return Object.keys(layout.columns).length >= meaningsMin ? { layout, next } : null
}

const isNameHeader = (cell: Cell): boolean => {
  // Runs on every row of a long list: only what begins like "Họ" or "Tên" is looked at closely.
  if (typeof cell !== 'string' || cell.length > 40 || !/^\s*(h[oọ]|t[eê]n|full|name)/iu.test(cell)) return false
  const kind = columnKindOf(cellText(cell))
  return kind === 'name' || kind === 'family'
}

/** A row directly above that names other columns ("STT | Xã | Thông tin thành viên" over "Họ và tên"). */
const tierAbove = (sheet: Sheet, index: number): SheetRow[] => {
  const row = sheet.rows[index]
  const above = sheet.rows[index - 1]
  if (!row || above?.row !== row.row - 1) return []
  const known = above.cells.filter((cell, i) => isBlank(row.cells[i]) && columnKindOf(cellText(cell)) !== null)
  return known.length >= meaningsMin ? [above] : []
}

const tiersBelow = (sheet: Sheet, index: number): SheetRow[] => {
  const candidates = sheet.rows.slice(index + 1, index + 1 + lowerTiersMax)
  const end = candidates.findIndex((row) => !isLowerTier(row))
  return end < 0 ? candidates : candidates.slice(0, end)
}

const isLowerTier = ({ cells }: SheetRow): boolean => {
  const texts = cells.map(cellText).filter((text) => text !== '')
  return texts.length > 0 && texts.every((text) => columnKindOf(text) !== null || sexOfHeader(text) !== null)
}
