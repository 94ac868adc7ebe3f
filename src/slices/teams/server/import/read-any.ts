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

/**
 * Reads a roster file of any kind, line by line into `write`. Throws a Problem (refusals.ts) for what cannot be taken. Not
 * to be called in the server's own process: that is what reader-child.ts is for.
 */
export const readAny = async (file: Buffer, name: string, write: (line: ReaderLine) => void): Promise<void> => {
  let rows = 0
  const sink = sheetSink((line) => {
    if (line[0] === 'row') rows += 1
    write(line)
  })
  const kind = sniff(file, name)
  if (kind === 'csv') readCsv(file, sink)
  else if (kind === 'biff') readXls(file, sink)
  else await readArchive(file, sink)
  if (rows === 0) throw new Problem(rosterEmpty)
}

const readArchive = async (file: Buffer, sink: SheetSink): Promise<void> => {
  const archive = await openArchive(file)
  const part = await mainPart(archive)
  if (part && /workbook\d*\.xml$/.test(part)) await readXlsx(archive, part, sink)
  else if (!part && archive.names.has('content.xml')) await readOds(archive, sink)
  else throw new Problem(rosterWrongType, { found: foundPart(part) })
}

const foundPart = (part: string | null): string => {
  if (part === null) return 'ZIP'
  return part.startsWith('word/') ? 'Word' : (part.split('/').at(-1) ?? part)
}
