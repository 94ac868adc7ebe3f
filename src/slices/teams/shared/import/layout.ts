import { cellText, isBlank, type Sheet, type SheetRow } from '#platform/shared/sheets/sheet.ts'
import { columnKindOf, impliedHamletKind, sexOfHeader } from './column-words.ts'
import { readRole } from './roles.ts'
import type { ColumnHeaders, ColumnKind } from './types.ts'

/** What the columns of a table mean. */
export interface Layout {
  /** Column indexes by meaning; a name may stand in several (Họ | Tên). */
  columns: Partial<Record<ColumnKind, number[]>>
  headers: ColumnHeaders
  /** Headers that say nothing known, as written. */
  unknown: string[]
  /** The kind of hamlet that the header gives to names without one ("Ấp" over "Bình Lộc"). */
  impliedHamletKind: string | null
}

const sampleRows = 50

/** Reads the columns from the tiers of a header; `next` is the index of the first row below, to look at contents. */
export const readLayout = (sheet: Sheet, tiers: SheetRow[], next: number): Layout => {
  const layout: Layout = { columns: {}, headers: {}, unknown: [], impliedHamletKind: null }
  const width = Math.max(...tiers.map(({ cells }) => cells.length))
  for (let column = 0; column < width; column += 1) addColumn(layout, tiers, column)
  settleNames(layout, sheet, tiers)
  settlePosition(layout, sheet.rows.slice(next, next + sampleRows))
  layout.impliedHamletKind = impliedHamletKind(layout.headers.hamlet ?? '')
  return layout
}

const addColumn = (layout: Layout, tiers: SheetRow[], column: number): void => {
  const { lower, upper } = headerTexts(tiers, column)
  if (lower === '') return
  const kind = meaning(lower, upper)
  if (!kind) {
    layout.unknown.push(lower)
    return
  }
  layout.columns[kind] = [...(layout.columns[kind] ?? []), column]
  layout.headers[kind] ??= lower
}

/** The lowest text of a column, and what stands above it: spread to the right, as merged headers are. */
const headerTexts = (tiers: SheetRow[], column: number): { lower: string; upper: string } => {
  const lowest = tiers.findLastIndex(({ cells }) => !isBlank(cells[column]))
  const above = tiers.slice(0, Math.max(lowest, 0)).map(({ cells }) => {
    const from = cells.slice(0, column + 1).findLast((cell) => !isBlank(cell))
    return cellText(from)
  })
  return { lower: cellText(tiers[lowest]?.cells[column]), upper: above.join(' ').trim() }
}

const meaning = (lower: string, upper: string): ColumnKind | null => {
  const sex = sexOfHeader(lower)
  // Under "Năm sinh" such a cell holds the year, under "Giới tính" a mark: the cell itself tells.
  if (sex) return sex === 'nam' ? 'birthMale' : 'birthFemale'
  const alone = columnKindOf(lower)
  return alone || upper === '' ? alone : (columnKindOf(`${upper} ${lower}`) ?? columnKindOf(upper))
}

/** "Họ và tên" merged over two columns names both; "Tên" counts only beside "Họ". */
const settleNames = (layout: Layout, sheet: Sheet, tiers: SheetRow[]): void => {
  const { columns } = layout
  const [name] = columns.name ?? []
  if (name === undefined) return
  delete columns.given
  const rows = tiers.map(({ row }) => row)
  const merge = sheet.merges.find((range) => rows.includes(range.fromRow) && range.fromColumn === name)
  const taken = new Set(Object.values(columns).flat())
  for (let column = name + 1; column <= (merge?.toColumn ?? name); column += 1) {
    if (!taken.has(column)) columns.name = [...(columns.name ?? []), column]
  }
}

/** "Chức vụ" alone is the role in the team or the office a person holds elsewhere: the cells below tell. */
const settlePosition = ({ columns, headers }: Layout, sample: SheetRow[]): void => {
  const [position] = columns.position ?? []
  if (position === undefined) return
  const isRole = sample.some(({ cells }) => {
    const text = cellText(cells[position])
    return text !== '' && readRole(text).known
  })
  const kind = !columns.role && isRole ? 'role' : 'organisation'
  columns[kind] = [position, ...(columns[kind] ?? [])]
  headers[kind] ??= headers.position
  delete columns.position
}
