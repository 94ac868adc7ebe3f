import { isDay } from '#platform/shared/dates.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { Cell } from '#platform/shared/sheets/sheet.ts'
import { rosterLocked } from '../../shared/import/refusals.ts'
import type { Archive } from './archive.ts'
import { limits } from './limits.ts'
import type { SheetSink } from './sheet-sink.ts'
import { readXml, type XmlReader } from './xml.ts'

/**
 * Reads .ods as a stream. Our own reader, because rows and cells may say that they repeat a million times: @e965/xlsx
 * writes them all out first and takes memory and minutes, here the limits of the sink hold.
 */
export const readOds = async (archive: Archive, sink: SheetSink): Promise<void> => {
  if (await isEncrypted(archive)) throw new Problem(rosterLocked)
  await readXml(archive.stream('content.xml'), contentReader(sink))
}

const isEncrypted = async (archive: Archive): Promise<boolean> => {
  const manifest = 'META-INF/manifest.xml'
  if (!archive.names.has(manifest)) return false
  let encrypted = false
  await readXml(archive.stream(manifest), {
    open: (name) => {
      encrypted ||= name === 'encryption-data'
    },
  })
  return encrypted
}

type Attributes = Record<string, string>

interface Reading {
  sink: SheetSink
  /** Styles of hidden sheets. */
  hiddenStyles: Set<string>
  style: string
  row: number
  rowRepeats: number
  cells: Cell[]
  column: number
  cell: Attributes | null
  text: string[]
  /** Comments stand inside cells and are none of their text. */
  comment: boolean
  paragraph: boolean
}

const contentReader = (sink: SheetSink): XmlReader => {
  const reading: Reading = {
    sink,
    hiddenStyles: new Set(),
    style: '',
    row: 0,
    rowRepeats: 1,
    cells: [],
    column: 0,
    cell: null,
    text: [],
    comment: false,
    paragraph: false,
  }
  return {
    open: (name, attributes) => openers[name]?.(reading, attributes),
    text: (text) => {
      if (reading.paragraph && !reading.comment) append(reading, text)
    },
    close: (name) => closers[name]?.(reading),
  }
}

const openers: Record<string, (reading: Reading, attributes: Attributes) => void> = {
  style: (reading, attributes) => {
    reading.style = attributes['style:name'] ?? ''
  },
  'table-properties': (reading, attributes) => {
    if (attributes['table:display'] === 'false') reading.hiddenStyles.add(reading.style)
  },
  table: (reading, attributes) => {
    reading.row = 0
    const hidden = reading.hiddenStyles.has(attributes['table:style-name'] ?? '')
    reading.sink.sheet(attributes['table:name'] ?? '', hidden)
  },
  'table-row': (reading, attributes) => {
    reading.rowRepeats = repeats(attributes['table:number-rows-repeated'])
    reading.cells = []
    reading.column = 0
  },
  'table-cell': openCell,
  'covered-table-cell': openCell,
  annotation: (reading) => {
    reading.comment = true
  },
  p: (reading) => {
    if (reading.comment || !reading.cell) return
    reading.paragraph = true
    reading.text.push('')
  },
  s: (reading, attributes) => append(reading, ' '.repeat(Math.min(repeats(attributes['text:c']), 100))),
  tab: (reading) => append(reading, '\t'),
  'line-break': (reading) => append(reading, '\n'),
}

const closers: Record<string, (reading: Reading) => void> = {
  annotation: (reading) => {
    reading.comment = false
  },
  p: (reading) => {
    reading.paragraph &&= reading.comment
  },
  'table-cell': closeCell,
  'covered-table-cell': closeCell,
  'table-row': closeRow,
}

function openCell(reading: Reading, attributes: Attributes): void {
  reading.cell = attributes
  reading.text = []
}

function closeCell(reading: Reading): void {
  const { cell, column } = reading
  if (!cell) return
  const value = cellValue(cell, reading.text.join('\n'))
  const times = repeats(cell['table:number-columns-repeated'])
  // One more than allowed is enough to be refused.
  const filled = value === null ? 0 : Math.min(times, limits.columns + 1)
  for (let i = 0; i < filled; i += 1) reading.cells[column + i] = value
  merge(reading, cell)
  reading.column += times
  reading.cell = null
}

/** A row that repeats is written out, until the sink has had enough; a blank one is only counted. */
function closeRow(reading: Reading): void {
  const { sink, row, rowRepeats, cells } = reading
  const times = cells.length === 0 ? 0 : rowRepeats
  for (let i = 1; i <= times; i += 1) sink.row(row + i, cells)
  reading.row += rowRepeats
}

function merge({ sink, row, column }: Reading, cell: Attributes): void {
  const rows = repeats(cell['table:number-rows-spanned'])
  const columns = repeats(cell['table:number-columns-spanned'])
  if (rows * columns === 1) return
  sink.merge({ fromRow: row + 1, toRow: row + rows, fromColumn: column, toColumn: column + columns - 1 })
}

const cellValue = (cell: Attributes, text: string): Cell => {
  const value = typedValue(cell, text)
  if (value === null || cell['table:formula'] === undefined) return value
  return typeof value === 'string' ? { text: value, formula: true } : { ...value, formula: true }
}

const typedValue = (cell: Attributes, text: string): Cell => {
  const type = cell['office:value-type']
  const day = cell['office:date-value']?.slice(0, 10)
  if (type === 'date' && isDay(day)) return { date: day }
  const number = Number(cell['office:value'] ?? Number.NaN)
  if ((type === 'float' || type === 'currency' || type === 'percentage') && Number.isFinite(number)) return { number }
  return text === '' ? null : text
}

const append = (reading: Reading, text: string): void => {
  if (reading.comment || reading.text.length === 0) return
  reading.text[reading.text.length - 1] += text
}

const repeats = (attribute: string | undefined): number => {
  const times = Number(attribute ?? 1)
  return Number.isSafeInteger(times) && times > 0 ? times : 1
}
