import type { Day } from '#platform/shared/dates.ts'
import type { CellReader } from '#platform/shared/sheets/merged-values.ts'
import { isDitto } from '#platform/shared/sheets/row-words.ts'
import { type Cell, cellText, isBlank, type Sheet, type SheetRow } from '#platform/shared/sheets/sheet.ts'
import type { Layout } from './layout.ts'
import { problemAt, type RosterProblem, type RosterProblemCode } from './problems.ts'
import type { ColumnKind, CommuneQuery, RawMember, StatedTotal } from './types.ts'

/** What a sheet comes to, before places, phones and names are read. */
export interface SheetResult {
  /** Was there a header? */
  found: boolean
  members: RawMember[]
  /** Rows left out already: those without a name. */
  blocked: number
  totals: StatedTotal[]
  /** The day the list says it is of, in its title. */
  statedDay: Day | null
  problems: RosterProblem[]
}

/** Where the reading of a sheet stands. */
export interface SheetWalk {
  sheet: Sheet
  read: CellReader
  /** null above the first header. */
  layout: Layout | null
  /** The commune in the sheet's title or name. */
  title: CommuneQuery | null
  district: string | null
  commune: { text: string; row: number } | null
  hamlet: string | null
  impliedHamletKind: string | null
  /** Nearly every row names its hamlet: then a blank is worth a word. */
  hamletMostlyFilled: boolean
  /** The cells of the row above, for ditto marks. */
  above: Partial<Record<ColumnKind, Cell>>
  /** After a total or a signature. */
  ended: boolean
  formulas: number
  unknownHeaders: Set<string>
  result: SheetResult
}

const mostly = 0.9

/** Begins a table; headings above it go on holding. */
export const beginTable = (walk: SheetWalk, layout: Layout, below: SheetRow[]): void => {
  walk.layout = layout
  walk.ended = false
  walk.above = {}
  walk.result.found = true
  walk.impliedHamletKind = layout.impliedHamletKind
  walk.hamletMostlyFilled = filledShare(layout, below) >= mostly
  for (const header of layout.unknown) walk.unknownHeaders.add(header)
}

/** Takes a member's row: its place first, since the rows below may hold on to it even when this one has no name. */
export const takeMember = (walk: SheetWalk, row: SheetRow, name: string): void => {
  takeDistrict(walk, row)
  takeCommune(walk, row)
  takeHamlet(walk, row)
  const member = rawMember(walk, row, name)
  if (name !== '') {
    walk.result.members.push(member)
    return
  }
  walk.result.blocked += 1
  report(walk, row, 'name-missing', nameColumn(walk))
}

const rawMember = (walk: SheetWalk, row: SheetRow, name: string): RawMember => ({
  sheet: walk.sheet.name,
  row: row.row,
  headers: walk.layout?.headers ?? {},
  name,
  role: cellAbove(walk, row, 'role'),
  organisation: cellAbove(walk, row, 'organisation'),
  phones: (walk.layout?.columns.phone ?? []).map((column) => walk.read(row, column)),
  birth: cellIn(walk, row, 'birth'),
  birthMale: cellIn(walk, row, 'birthMale'),
  birthFemale: cellIn(walk, row, 'birthFemale'),
  sex: cellIn(walk, row, 'sex'),
  joined: cellAbove(walk, row, 'joined'),
  note: cellAbove(walk, row, 'note'),
  commune: walk.commune && { text: walk.commune.text, district: walk.district },
  communeRow: walk.commune?.row ?? row.row,
  titleCommune: walk.title,
  hamlet: walk.hamlet,
  impliedHamletKind: walk.impliedHamletKind,
})

const takeDistrict = (walk: SheetWalk, row: SheetRow): void => {
  const text = placeText(walk, row, 'district')
  if (text) walk.district = text
}

const takeCommune = (walk: SheetWalk, row: SheetRow): void => {
  const text = placeText(walk, row, 'commune')
  if (!text) return
  if (text !== walk.commune?.text) walk.hamlet = null
  walk.commune = { text, row: row.row }
}

const takeHamlet = (walk: SheetWalk, row: SheetRow): void => {
  const text = placeText(walk, row, 'hamlet')
  if (text) walk.hamlet = text
  else if (walk.hamlet && walk.hamletMostlyFilled && isBlank(cellIn(walk, row, 'hamlet'))) {
    report(walk, row, 'hamlet-held', 'hamlet')
  }
}

/** The row's own text of a place; null where it is blank or a ditto mark and what stands above goes on holding. */
const placeText = (walk: SheetWalk, row: SheetRow, kind: 'district' | 'commune' | 'hamlet'): string | null => {
  const [column] = walk.layout?.columns[kind] ?? []
  const text = column === undefined ? '' : cellText(row.cells[column])
  if (!isDitto(text)) return text || null
  report(walk, row, 'ditto', kind)
  return null
}

/** The cell, or for a ditto mark the one of the row above. */
const cellAbove = (walk: SheetWalk, row: SheetRow, kind: ColumnKind): Cell => {
  const own = cellIn(walk, row, kind)
  const ditto = isDitto(cellText(own))
  if (ditto) report(walk, row, 'ditto', kind)
  const cell = ditto ? (walk.above[kind] ?? null) : own
  walk.above[kind] = cell
  return cell
}

/** The cell of a column; where several columns mean the same ("Chức vụ", "Đơn vị"), their texts side by side. */
const cellIn = (walk: SheetWalk, row: SheetRow, kind: ColumnKind): Cell => {
  const cells = (walk.layout?.columns[kind] ?? [])
    .map((column) => walk.read(row, column))
    .filter((cell) => !isBlank(cell))
  return cells.length > 1 ? cells.map(cellText).join(', ') : (cells[0] ?? null)
}

const report = (walk: SheetWalk, row: SheetRow, code: RosterProblemCode, column: ColumnKind): void => {
  const spot = { sheet: walk.sheet.name, row: row.row, headers: walk.layout?.headers }
  walk.result.problems.push(problemAt(spot, code, column))
}

const nameColumn = (walk: SheetWalk): ColumnKind => (walk.layout?.columns.name ? 'name' : 'family')

const filledShare = ({ columns }: Layout, rows: SheetRow[]): number => {
  const [hamlet] = columns.hamlet ?? []
  const name = columns.name?.[0] ?? columns.family?.[0]
  if (hamlet === undefined || name === undefined) return 0
  const named = rows.filter(({ cells }) => !isBlank(cells[name]))
  return named.filter(({ cells }) => !isBlank(cells[hamlet])).length / Math.max(named.length, 1)
}
