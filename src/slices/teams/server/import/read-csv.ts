import Papa from 'papaparse'
import { decodeText } from './decode-text.ts'
import type { SheetSink } from './sheet-sink.ts'

/** Reads comma, semicolon, tab or bar separated text; rows are numbered by the line in which they begin. */
export const readCsv = (bytes: Buffer, sink: SheetSink): void => {
  const text = decodeText(bytes).replace(/^\ufeff/, '')
  const { body, delimiter, firstLine } = withoutSeparatorLine(text)
  sink.sheet('CSV', false)
  const options = { delimiter, delimitersToGuess: [',', ';', '\t', '|'] }
  const rows = parse(body, options)
  // A quotation mark that never closes swallows the rest of the file: then it was a ditto mark, and none of them quotes.
  const emitted = rows.broken ? parse(body, { ...options, quoteChar: '\u0000' }) : rows
  for (const { line, fields } of emitted.rows) sink.row(line + firstLine, fields.map(unwrap))
}

interface CsvRow {
  line: number
  fields: string[]
}

interface CsvOptions {
  delimiter: string
  delimitersToGuess: string[]
  quoteChar?: string
}

const parse = (text: string, options: CsvOptions): { rows: CsvRow[]; broken: boolean } => {
  const rows: CsvRow[] = []
  const lines = lineCounter(text)
  let broken = false
  let start = 0
  Papa.parse<string[]>(text, {
    ...options,
    step: ({ data, errors, meta }) => {
      rows.push({ line: lines(start), fields: data })
      start = meta.cursor
      broken ||= errors.some(({ type }) => type === 'Quotes')
    },
  })
  return { rows, broken }
}

/** The line (from 0) of a position; positions are asked for in order. */
const lineCounter = (text: string): ((position: number) => number) => {
  let line = 0
  let at = 0
  return (position) => {
    for (; at < position; at += 1) {
      const code = text.charCodeAt(at)
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) line += 1
    }
    return line
  }
}

/** Excel writes 'sep=;' above the header when the separator is not the usual one. */
const withoutSeparatorLine = (text: string): { body: string; delimiter: string; firstLine: number } => {
  const found = /^sep=(.)\r?\n/i.exec(text)
  return found
    ? { body: text.slice(found[0].length), delimiter: found[1] ?? '', firstLine: 2 }
    : { body: text, delimiter: '', firstLine: 1 }
}

/** ="0912345678" is how some programs keep Excel from dropping a zero. */
const unwrap = (field: string): string => /^="(.*)"$/.exec(field)?.[1] ?? field
