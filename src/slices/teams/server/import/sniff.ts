import { Problem } from '#platform/shared/problem.ts'
import {
  rosterDamaged,
  rosterEmpty,
  rosterLocked,
  rosterWebPage,
  rosterWrongType,
} from '../../shared/import/refusals.ts'

/** What a file is by its first bytes; its name is only believed where the bytes say nothing. */
export type FileKind = 'archive' | 'biff' | 'csv'

const wrongTypes: [string, RegExp][] = [
  ['PDF', /^%PDF/],
  ['PNG', /^\x89PNG/],
  ['JPEG', /^\xff\xd8\xff/],
  ['GIF', /^GIF8/],
  ['RTF', /^\{\\rtf/],
  ['RAR', /^Rar!/],
  ['7z', /^7z\xbc\xaf/],
]
const spreadsheetName = /\.(xlsx|xlsm|xls|ods)$/i

/** Tells how to read a file. Throws a Problem for what is no spreadsheet. */
export const sniff = (bytes: Buffer, name: string): FileKind => {
  const head = bytes.subarray(0, 4096).toString('latin1')
  if (!/[^\s\0\xef\xbb\xbf\xff\xfe]/.test(head) && !hasContent(bytes)) throw new Problem(rosterEmpty)
  if (head.startsWith('PK')) return 'archive'
  if (head.startsWith('\xd0\xcf\x11\xe0')) return compound(bytes)
  if (bytes[0] === 9 && [0, 2, 4, 8].includes(bytes[1] ?? -1)) return 'biff'
  const wrong = wrongTypes.find(([, signature]) => signature.test(head))
  if (wrong) throw new Problem(rosterWrongType, { found: wrong[0] })
  refuseMarkup(head)
  if (spreadsheetName.test(name)) throw new Problem(rosterDamaged)
  if (!looksLikeText(bytes)) throw new Problem(rosterWrongType, { found: extension(name) })
  return 'csv'
}

/** Old Office files, and new ones with a password, are compound files with named streams in UTF-16. */
const compound = (bytes: Buffer): FileKind => {
  const holds = (stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) throw new Problem(rosterLocked)
  if (holds('Workbook') || holds('Book')) return 'biff'
  throw new Problem(rosterWrongType, { found: holds('WordDocument') ? 'Word' : 'Office' })
}

const refuseMarkup = (head: string): void => {
  const start = head
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()
  if (!start.startsWith('<')) return
  if (/<(!doctype html|html|head|body|table|meta|script|div)\b/i.test(start)) throw new Problem(rosterWebPage)
  throw new Problem(rosterWrongType, { found: 'XML' })
}

/** Zero bytes belong to UTF-16 only, and other control characters to no text. */
const looksLikeText = (bytes: Buffer): boolean => {
  const sample = bytes.subarray(0, 4096)
  const controls = sample.filter((byte) => byte < 32 && ![0, 9, 10, 13].includes(byte)).length
  const zeros = sample.filter((byte) => byte === 0).length
  return controls === 0 && (zeros === 0 || Math.abs(zeros / sample.length - 0.45) < 0.25)
}

const hasContent = (bytes: Buffer): boolean => bytes.some((byte) => ![0, 9, 10, 13, 32].includes(byte))

const extension = (name: string): string => /\.(\w{1,8})$/.exec(name)?.[1] ?? '?'
