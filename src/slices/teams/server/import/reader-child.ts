import { buffer } from 'node:stream/consumers'
import { Problem } from '#platform/shared/problem.ts'
import { readAny } from './read-any.ts'
import type { ReaderLine } from './sheet-sink.ts'

// The process in which foreign roster files are read, so that one that eats memory or time harms nobody: the file on its
// standard input, the ending of its name as argument; one JSON array a line (ReaderLine) on its output.

const batchCharacters = 64 * 1024
let pending = ''

const flush = (): void => {
  process.stdout.write(pending)
  pending = ''
}

const write = (line: ReaderLine): void => {
  pending += `${JSON.stringify(line)}\n`
  if (pending.length > batchCharacters) flush()
}

try {
  await readAny(await buffer(process.stdin), process.argv[2] ?? '', write)
  write(['end'])
} catch (error) {
  if (!(error instanceof Problem)) throw error
  write(['refused', error.body.code, { ...error.body.details } as Record<string, string | number>])
}
flush()
