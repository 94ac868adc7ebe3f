import { tidy } from '#platform/shared/folding.ts'
import { type Sensitive, sensitiveIn } from '#platform/shared/free-text.ts'
import type { CellReader } from '#platform/shared/sheets/merged-values.ts'
import { isDitto } from '#platform/shared/sheets/row-words.ts'
import { type Cell, cellText, type SheetRow } from '#platform/shared/sheets/sheet.ts'
import type { ListColumn } from './columns.ts'
import type { ListLayout } from './find-header.ts'
import { type ListProblem, type ListProblemCode, listProblem } from './list-problems.ts'
import { type ListedDoor, longest } from './listed-door.ts'
import { namesSomebody } from './names-somebody.ts'
import { bareNumber, becameDate, readAddress, readKind, readOrder, readTick, splitNumber } from './read-cells.ts'

/** Where the reading of a sheet stands. */
export interface ListWalk {
  sheet: string
  layout: ListLayout
  read: CellReader
  /** The lane that a heading of its own row gives to the rows below. */
  lane: string | null
  /** Lane and hamlet of the row above, for ditto marks. */
  above: Partial<Record<ListColumn, string>>
}

export interface ReadRow {
  /** null: the row is left out, `problems` say why. */
  door: ListedDoor | null
  /** The hamlet that the row names. */
  hamlet: string | null
  problems: ListProblem[]
}

type TextField = keyof typeof longest

/** Reads one row of a list. What must not be kept is in no field and in no sentence of the answer. */
export const readListRow = (walk: ListWalk, row: SheetRow): ReadRow => {
  const problems: ListProblem[] = []
  const tell = (code: ListProblemCode, column: ListColumn | null, values?: Record<string, string | number>) =>
    problems.push(
      listProblem(
        { sheet: walk.sheet, row: row.row, column: column && (walk.layout.headers[column] ?? null) },
        code,
        values,
      ),
    )
  const place = placeOf(walk, row, tell)
  const texts: Record<TextField, string | null> = { ...place, note: textIn(walk, row, 'note') || null }
  dropNames(texts, walk, tell)
  for (const field of Object.keys(longest) as TextField[]) checkText(texts[field], field, columnOf(walk, field), tell)
  const door = { sheet: walk.sheet, row: row.row, ...texts, ...restOf(walk, row, tell) }
  const isBlocked = () => problems.some(({ severity }) => severity === 'block')
  // What keeps a row out for another reason may be just its number: one thing to do is enough.
  if (!door.number && !door.label && !isBlocked()) tell('nameless', null)
  return { door: isBlocked() ? null : door, hamlet: textAbove(walk, row, 'hamlet') || null, problems }
}

type Tell = (code: ListProblemCode, column: ListColumn | null, values?: Record<string, string | number>) => void

const placeOf = (walk: ListWalk, row: SheetRow, tell: Tell): Pick<ListedDoor, 'number' | 'alley' | 'label'> => {
  const columns = (['number', 'address', 'label', 'alley'] as const).filter((column) =>
    becameDate(cellIn(walk, row, column)),
  )
  for (const column of columns) tell('became-date', column)
  if (columns.length > 0) return { number: null, alley: null, label: null }
  const address = readAddress(textIn(walk, row, 'address'))
  const typed = textIn(walk, row, 'number')
  const alley = textAbove(walk, row, 'alley') || address.alley || walk.lane
  const split = alley ? null : splitNumber(typed)
  if (split) tell('number-split', 'number')
  return {
    number: (split?.number ?? bareNumber(typed)) || address.number,
    alley: alley ?? split?.alley ?? null,
    label: textIn(walk, row, 'label') || address.label,
  }
}

/** A list names people out of habit; the door comes in without. */
const dropNames = (texts: Record<TextField, string | null>, walk: ListWalk, tell: Tell): void => {
  for (const field of ['label', 'note', 'number'] as const) {
    const text = texts[field]
    // What is worse than a name is told as that.
    if (!text || !namesSomebody(text) || sensitiveOf(text)) continue
    texts[field] = null
    tell('names-somebody', columnOf(walk, field))
  }
}

/** The column a text came from: an address gives number, lane and label. */
const columnOf = ({ layout }: ListWalk, field: TextField): ListColumn =>
  layout.columns[field] === undefined && field !== 'note' ? 'address' : field

const checkText = (text: string | null, field: TextField, column: ListColumn, tell: Tell): void => {
  if (!text) return
  const sensitive = sensitiveOf(text)
  if (sensitive) tell(sensitive, column)
  else if (text.length > longest[field]) tell('too-long', column, { limit: longest[field] })
  else if (/\p{Surrogate}|[^\P{Cc}\t\n\r]/u.test(text)) tell('not-kept', column)
}

const phone = /(?<!\d)(?:\+?84|0)[ .-]?[2-9](?:[ .-]?\d){8,9}(?!\d)/

const sensitiveOf = (text: string): Sensitive | 'phone' | null =>
  sensitiveIn(text) ?? (phone.test(text) ? 'phone' : null)

const restOf = (walk: ListWalk, row: SheetRow, tell: Tell): Pick<ListedDoor, 'kind' | 'walkOrder' | 'criteria'> => {
  const kindText = textIn(walk, row, 'kind')
  const kind = kindText ? readKind(kindText) : null
  if (kindText && !kind) tell('kind-unknown', 'kind')
  const orderCell = cellIn(walk, row, 'order')
  const walkOrder = cellText(orderCell) ? readOrder(orderCell) : null
  if (cellText(orderCell) && walkOrder === null) tell('order-unclear', 'order')
  return { kind, walkOrder, criteria: ticksOf(walk, row, tell) }
}

const ticksOf = (walk: ListWalk, row: SheetRow, tell: Tell): Record<string, boolean> => {
  const columns = (Object.keys(walk.layout.columns) as ListColumn[]).filter((column) => column.startsWith('criteria.'))
  return Object.fromEntries(
    columns.flatMap((column) => {
      const tick = readTick(cellIn(walk, row, column))
      if (tick === 'unclear') tell('tick-unclear', column)
      return typeof tick === 'boolean' ? [[column.slice('criteria.'.length), tick]] : []
    }),
  )
}

const cellIn = ({ layout, read }: ListWalk, row: SheetRow, column: ListColumn): Cell => {
  const index = layout.columns[column]
  return index === undefined ? null : read(row, index)
}

const textIn = (walk: ListWalk, row: SheetRow, column: ListColumn): string => tidy(cellText(cellIn(walk, row, column)))

/** The text of a cell, or for a ditto mark that of the row above. */
const textAbove = (walk: ListWalk, row: SheetRow, column: ListColumn): string => {
  const own = textIn(walk, row, column)
  const text = isDitto(own) ? (walk.above[column] ?? '') : own
  walk.above[column] = text
  return text
}
