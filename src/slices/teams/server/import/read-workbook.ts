import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import { type ChildEnd, childEntry, runChild } from '#platform/server/child-process.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { Sheet } from '#platform/shared/sheets/sheet.ts'
import { repairLegacySheets } from '../../shared/import/legacy-text.ts'
import {
  rosterDamaged,
  rosterEmpty,
  rosterRefusals,
  rosterTooHeavy,
  rosterTooLarge,
} from '../../shared/import/refusals.ts'
import { limits } from './limits.ts'
import type { ReaderLine } from './sheet-sink.ts'

/**
 * Reads a list that an office keeps (.xlsx, .xls, .ods, .csv) in a process of its own. `file` is its path or its bytes; `name` its
 * name, believed only where the bytes do not tell. Throws a Problem (refusals.ts) when the file cannot be taken; whatever
 * the file holds, this process stays unharmed.
 */
export const readWorkbook = async (file: string | Buffer, name: string): Promise<Sheet[]> => {
  const size = typeof file === 'string' ? (await stat(file)).size : file.length
  if (size === 0) throw new Problem(rosterEmpty)
  if (size > limits.fileBytes) throw new Problem(rosterTooLarge, { limit: limits.fileBytes / 1024 ** 2 })
  const collector = collectSheets()
  const end = await runChild({
    entry: childEntry('roster-reader', new URL('./reader-child.ts', import.meta.url)),
    args: [fileEnding(name)],
    input: typeof file === 'string' ? createReadStream(file) : file,
    memoryMb: limits.childMemoryMb,
    timeoutMs: limits.childTimeoutMs,
    outputMaxBytes: limits.childOutputBytes,
    onOutput: collector.take,
  })
  if (collector.state.refused) throw collector.state.refused
  if (!collector.state.complete) throw unfinished(end)
  return repairLegacySheets(collector.sheets)
}

/** Arguments are visible in the process list: only the ending of the name goes along. */
const fileEnding = (name: string): string => /\.\w{1,8}$/.exec(name)?.[0] ?? ''

/** A reader that broke off: it ran out of what it may use, or stumbled over the file. */
const unfinished = (end: ChildEnd): Problem => {
  const heavy = end.kind === 'out-of-memory' || end.kind === 'timed-out' || end.kind === 'output-too-long'
  return new Problem(heavy ? rosterTooHeavy : rosterDamaged)
}

/** Builds the sheets line by line as they come, so that no long task holds up the server. */
export const collectSheets = () => {
  const sheets: Sheet[] = []
  const state: { complete: boolean; refused: Problem | null } = { complete: false, refused: null }
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const take = (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) takeLine(JSON.parse(line) as ReaderLine, sheets, state)
  }
  return { sheets, state, take }
}

const takeLine = (line: ReaderLine, sheets: Sheet[], state: { complete: boolean; refused: Problem | null }): void => {
  const sheet = sheets.at(-1)
  if (line[0] === 'sheet') sheets.push({ name: line[1], hidden: line[2], rows: [], merges: [] })
  else if (line[0] === 'row') sheet?.rows.push({ row: line[1], cells: line[2] })
  else if (line[0] === 'merge') {
    sheet?.merges.push({ fromRow: line[1], toRow: line[2], fromColumn: line[3], toColumn: line[4] })
  } else if (line[0] === 'end') state.complete = true
  else state.refused = refusal(line[1], line[2])
}

const refusal = (code: string, details: Record<string, string | number>): Problem =>
  new Problem(rosterRefusals.find((definition) => definition.code === code) ?? rosterDamaged, details)
