import Papa from 'papaparse'
import { decodeText } from './decode-text.ts'
import type { SheetSink } from './sheet-sink.ts'

/** Reads comma, semicolon, tab or bar separated text; rows are numbered by the line in which they begin. */
export const readCsv = (bytes: Buffer, sink: SheetSink): void => {
  const text = decodeText(bytes)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
  const { body, delimiter, firstLine } = withoutSeparatorLine(text)
  sink.sheet('CSV', false)
  for (const { line, fields } of bestRows(body, delimiter)) sink.row(line + firstLine, fields.map(unwrap))
}

interface CsvRow {
  line: number
  fields: string[]
}

/** A ditto mark looks like a quotation mark and swallows the rows to the next one: then nothing in the file is quoted. */
const bestRows = (text: string, delimiter: string): CsvRow[] => {
  const quoted = parse(text, delimiter, '"')
  if (!quoted.doubtful) return quoted.rows
  const plain = parse(text, delimiter || quoted.delimiter, '\u0000').rows
  return evenness(plain) > evenness(quoted.rows) ? plain : quoted.rows
}

/** The share of rows as wide as the first. */
const evenness = (rows: CsvRow[]): number =>
  rows.filter(({ fields }) => fields.length === rows[0]?.fields.length).length / rows.length

const parse = (text: string, delimiter: string, quoteChar: string) => {
  const rows: CsvRow[] = []
  const lineAt = lineCounter(text)
  const found = { rows, delimiter, doubtful: false }
  let start = 0
  Papa.parse<string[]>(text, {
    delimiter,
    delimitersToGuess: [',', ';', '\t', '|'],
    newline: '\n',
    quoteChar,
    step: ({ data, errors, meta }) => {
      rows.push({ line: lineAt(start), fields: data })
      start = meta.cursor
      found.delimiter = meta.delimiter
      found.doubtful ||= errors.some(({ type }) => type === 'Quotes') || data.some((field) => isSwallowed(field, meta))
    },
  })
  return found
}

const isSwallowed = (field: string, { delimiter }: { delimiter: string }): boolean =>
  field.includes('\n') && field.includes(delimiter)

/** The line (from 0) of a position; positions are asked for in order. */
const lineCounter = (text: string): ((position: number) => number) => {
  let line = 0
  let at = 0
  return (position) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < position; next = text.indexOf('\n', at)) {
      line += 1
      at = next + 1
    }
    return line
  }
}

/** Excel writes 'sep=;' above the header when the separator is not the usual one. */
const withoutSeparatorLine = (text: string): { body: string; delimiter: string; firstLine: number } => {
  const found = /^sep=(.)\n/i.exec(text)
  return found
    ? { body: text.slice(found[0].length), delimiter: found[1] ?? '', firstLine: 2 }
    : { body: text, delimiter: '', firstLine: 1 }
}

/** ="0912345678" is how some programs keep Excel from dropping a zero. */
const unwrap = (field: string): string => /^="(.*)"$/.exec(field)?.[1] ?? field
