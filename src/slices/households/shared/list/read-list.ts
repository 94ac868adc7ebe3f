import { fold } from '#platform/shared/folding.ts'
import { Problem } from '#platform/shared/problem.ts'
import { mergedCellReader } from '#platform/shared/sheets/merged-values.ts'
import { isSignatureText, isTotalText } from '#platform/shared/sheets/row-words.ts'
import { cellText, type Sheet, type SheetRow } from '#platform/shared/sheets/sheet.ts'
import type { Criterion } from '../register.ts'
import { findHeader, type ListLayout, namesDoors } from './find-header.ts'
import { type ListProblem, listProblem } from './list-problems.ts'
import { listEmpty, listTooLong, listWithoutDoors, listWithoutHeader } from './list-refusals.ts'
import type { ListedDoor } from './listed-door.ts'
import { isLane } from './read-cells.ts'
import { type ListWalk, type ReadRow, readListRow } from './read-row.ts'

/** The doors of one hamlet; a long one has some hundred. */
export const listRowsMost = 2_000

export interface ReadList {
  doors: ListedDoor[]
  problems: ListProblem[]
  /** Rows that are left out. */
  blockedRows: number
}

export interface ListOptions {
  /** Criteria of doors by the rule of the province. */
  criteria: readonly Criterion[]
  /** The name of the team's hamlet without its kind, 'Hòa Bình'; null: the team has none of its own. */
  hamlet: string | null
}

/**
 * Reads a team's list of doors from the sheets of a file. Throws a Problem when there is no list in it, when nothing of it
 * tells a door from another, or when it is too long. Names of persons are not read at all.
 */
export const readList = (sheets: readonly Sheet[], options: ListOptions): ReadList => {
  const filled = sheets.filter(({ rows }) => rows.length > 0)
  const shown = filled.filter(({ hidden }) => !hidden)
  if (shown.length === 0) throw new Problem(listEmpty)
  const read = shown.map((sheet) => readSheet(sheet, options.criteria))
  const problems = [
    ...filled.filter(({ hidden }) => hidden).map(({ name }) => listProblem({ sheet: name }, 'sheet-hidden')),
    ...read.flatMap((one) => one.problems),
  ]
  const rows = read.flatMap((one) => one.rows)
  requireDoors(read, rows)
  return settled(withHamlets(rows, options.hamlet, problems), problems)
}

interface SheetRead {
  layout: ListLayout | null
  rows: ReadRow[]
  problems: ListProblem[]
}

const requireDoors = (sheets: readonly SheetRead[], rows: readonly ReadRow[]): void => {
  const layouts = sheets.flatMap(({ layout }) => layout ?? [])
  if (layouts.length === 0) throw new Problem(listWithoutHeader)
  if (!layouts.some(namesDoors)) throw new Problem(listWithoutDoors)
  if (rows.length > listRowsMost) throw new Problem(listTooLong, { limit: listRowsMost, found: rows.length })
}

const readSheet = (sheet: Sheet, criteria: readonly Criterion[]): SheetRead => {
  const header = findHeader(sheet, criteria)
  if (!header) return { layout: null, rows: [], problems: [listProblem({ sheet: sheet.name }, 'sheet-skipped')] }
  const { layout, next } = header
  const walk: ListWalk = { sheet: sheet.name, layout, read: mergedCellReader(sheet), lane: null, above: {} }
  // A sheet of persons beside the doors: said, and not read.
  const rows = namesDoors(layout) ? takeRows(walk, sheet.rows.slice(next)) : []
  return { layout, rows, problems: aboutSheet(sheet, layout) }
}

const aboutSheet = ({ name, encoding }: Sheet, { persons, unknown }: ListLayout): ListProblem[] => [
  ...persons.map((header) => listProblem({ sheet: name, column: header }, 'column-person', { header })),
  ...unknown.map((header) => listProblem({ sheet: name, column: header }, 'column-unknown', { header })),
  ...(encoding ? [listProblem({ sheet: name }, 'encoding', { encoding })] : []),
]

const takeRows = (walk: ListWalk, rows: readonly SheetRow[]): ReadRow[] => {
  const taken: ReadRow[] = []
  for (const [index, row] of rows.entries()) {
    const texts = row.cells.map(cellText).filter(Boolean)
    if (endsList(walk, row, texts)) break
    if (isHeading(walk, row, texts)) walk.lane = texts.find(isLane) ?? null
    else if (!(index === 0 && areColumnNumbers(texts)) && saysSomething(walk, row)) taken.push(readListRow(walk, row))
  }
  return taken
}

/** A sum or a signature, in a row without a number of its own. */
const endsList = ({ layout }: ListWalk, row: SheetRow, texts: readonly string[]): boolean => {
  const { ordinal } = layout.columns
  const isNumbered = ordinal !== undefined && /^\d+\.?$/.test(cellText(row.cells[ordinal]))
  return !isNumbered && (isTotalText(texts[0] ?? '') || (texts.length <= 3 && texts.some(isSignatureText)))
}

/** "Ngõ 5" alone in its row, perhaps behind "I." or "1.", stands above the doors of that lane. */
const isHeading = ({ layout }: ListWalk, row: SheetRow, texts: readonly string[]): boolean => {
  const inColumn = ({ label, address, alley }: ListLayout['columns']) =>
    [label, address, alley].some((column) => column !== undefined && cellText(row.cells[column]) !== '')
  const words = texts.filter((text) => !/^([IVXLC]+|\d+|[A-Za-z])[.)]?$/.test(text))
  return words.length === 1 && texts.length <= 2 && isLane(words[0] ?? '') && !inColumn(layout.columns)
}

const areColumnNumbers = (texts: readonly string[]): boolean =>
  texts.length > 2 && texts.every((text, index) => text.replace(/[()]/g, '') === String(index + 1))

/** Does the row hold more than its number? Forms are printed with empty rows. */
const saysSomething = ({ layout, read }: ListWalk, row: SheetRow): boolean => {
  const { ordinal } = layout.columns
  const width = Math.max(row.cells.length, ...Object.values(layout.columns).map((column = 0) => column + 1))
  return Array.from({ length: width }, (_, column) => column).some(
    (column) => column !== ordinal && cellText(read(row, column)) !== '',
  )
}

/** Rows of another hamlet are left out, where the file tells hamlets apart and names the team's own. */
const withHamlets = (rows: readonly ReadRow[], hamlet: string | null, problems: ListProblem[]): ReadRow[] => {
  const named = rows.filter((row) => row.hamlet)
  if (!hamlet || named.length === 0) return [...rows]
  const isOurs = (text: string) => fold(text).includes(fold(hamlet))
  if (!named.some((row) => isOurs(row.hamlet ?? ''))) {
    problems.push(listProblem({ sheet: rows[0]?.door?.sheet ?? null }, 'hamlet-unlike'))
    return [...rows]
  }
  return rows.map((row) => (row.hamlet && !isOurs(row.hamlet) && row.door ? ofAnother(row, row.door) : row))
}

const ofAnother = (row: ReadRow, { sheet, row: number }: ListedDoor): ReadRow => ({
  ...row,
  door: null,
  problems: [...row.problems, listProblem({ sheet, row: number }, 'other-hamlet')],
})

/** Without the rows that say again what another has said. */
const settled = (rows: readonly ReadRow[], problems: readonly ListProblem[]): ReadList => {
  const firsts = new Map<string, ListedDoor>()
  const again: ListProblem[] = []
  for (const { door } of rows) {
    if (!door) continue
    const first = firsts.get(doorKey(door))
    if (first) again.push(listProblem({ sheet: door.sheet, row: door.row }, 'row-repeated', { first: first.row }))
    else firsts.set(doorKey(door), door)
  }
  return {
    doors: [...firsts.values()],
    problems: [...problems, ...rows.flatMap((row) => row.problems), ...again],
    blockedRows: rows.filter(({ door }) => !door).length,
  }
}

/** Equal for two rows that mean one door: number, lane and label, however they are written. */
export const doorKey = ({ number, alley, label }: Pick<ListedDoor, 'number' | 'alley' | 'label'>): string =>
  [number, alley, label].map((text) => fold(text ?? '').replaceAll(/\s+/g, '')).join('/')
