import { buffer } from 'node:stream/consumers'
import { Problem } from '#platform/shared/problem.ts'
import { rosterEmpty, rosterWrongType } from '../../shared/import/refusals.ts'
import { openArchive } from './archive.ts'
import { readCsv } from './read-csv.ts'
import { readOds } from './read-ods.ts'
import { readXls } from './read-xls.ts'
import { readXlsx } from './read-xlsx.ts'
import { type ReaderLine, type SheetSink, sheetSink } from './sheet-sink.ts'
import { sniff } from './sniff.ts'
import { mainPart } from './xlsx-parts.ts'

// The process in which foreign roster files are read, so that one that eats memory or time harms nobody: the file on its
// standard input, the ending of its name as argument; one JSON array a line (ReaderLine) on its output.

const batchCharacters = 64 * 1024

const readAny = async (file: Buffer, name: string, sink: SheetSink): Promise<void> => {
  const kind = sniff(file, name)
  if (kind === 'csv') readCsv(file, sink)
  else if (kind === 'biff') readXls(file, sink)
  else await readArchive(file, sink)
}

const readArchive = async (file: Buffer, sink: SheetSink): Promise<void> => {
  const archive = await openArchive(file)
  const part = await mainPart(archive)
  if (part && /workbook\d*\.xml$/.test(part)) return readXlsx(archive, part, sink)
  if (part || !archive.names.has('content.xml')) throw new Problem(rosterWrongType, { found: found(part) })
  await readOds(archive, sink)
}

const found = (part: string | null): string => {
  if (part === null) return 'ZIP'
  return part.startsWith('word/') ? 'Word' : (part.split('/').at(-1) ?? part)
}

const output = { text: '', rows: 0 }

const write = (line: ReaderLine): void => {
  output.text += `${JSON.stringify(line)}\n`
  if (line[0] === 'row') output.rows += 1
  if (output.text.length > batchCharacters) flush()
}

const flush = (): void => {
  process.stdout.write(output.text)
  output.text = ''
}

try {
  await readAny(await buffer(process.stdin), process.argv[2] ?? '', sheetSink(write))
  if (output.rows === 0) throw new Problem(rosterEmpty)
  write(['end'])
} catch (error) {
  if (!(error instanceof Problem)) throw error
  write(['refused', error.body.code, { ...error.body.details } as Record<string, string | number>])
}
flush()
