import type { Cell, LegacyEncoding, Sheet } from '#platform/shared/sheets/sheet.ts'
import { tcvn3, vni, windows1258 } from './legacy-tables.ts'

const decoders: Record<LegacyEncoding, (text: string) => string> = {
  TCVN3: decoder(tcvn3),
  VNI: decoder(vni),
  'Windows-1258': decoder(windows1258),
}

// Above this share of well-formed Vietnamese words a decoding is believed; the right one reaches 0.9 and more.
const believable = 0.6
const sampleMaxWords = 3000
// A few foreign words are no evidence; the header row alone has more than this.
const sampleMinWords = 4

/** `text` (old Vietnamese bytes shown as Windows-1252 characters) in Unicode NFC. */
export const decodeLegacy = (text: string, encoding: LegacyEncoding): string => decoders[encoding](text)

/**
 * Which old encoding makes Vietnamese words of these texts; null when they are well as they are. Decided by the share of
 * words with marks that can be Vietnamese syllables, since nothing in such files names the encoding.
 */
export const detectLegacy = (texts: Iterable<string>): LegacyEncoding | null => {
  const words = sampleWords(texts)
  if (words.length < sampleMinWords) return null
  const asItIs = share(words)
  const scored = Object.entries(decoders).map(([name, decode]) => ({ name, score: share(words.map(decode)) }))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  return best.score > Math.max(believable, asItIs) ? (best.name as LegacyEncoding) : null
}

/** Converts sheets whose text was typed with old fonts (.VnTime, VNI-Times); others come back untouched. */
export const repairLegacySheets = (sheets: Sheet[]): Sheet[] =>
  sheets.map((sheet) => {
    const encoding = detectLegacy(textsOf(sheet))
    return encoding ? { ...sheet, encoding, rows: decodeRows(sheet, decoders[encoding]) } : sheet
  })

const decodeRows = (sheet: Sheet, decode: (text: string) => string): Sheet['rows'] =>
  sheet.rows.map(({ row, cells }) => ({ row, cells: cells.map((cell) => decodeCell(cell, decode)) }))

const decodeCell = (cell: Cell, decode: (text: string) => string): Cell => {
  if (typeof cell === 'string') return decode(cell)
  return cell && 'text' in cell ? { ...cell, text: decode(cell.text) } : cell
}

function* textsOf(sheet: Sheet): Generator<string> {
  for (const { cells } of sheet.rows) for (const cell of cells) if (typeof cell === 'string') yield cell
}

const sampleWords = (texts: Iterable<string>): string[] => {
  const words: string[] = []
  for (const text of texts) {
    for (const word of text.normalize('NFC').split(/[\s,.;:()/"“”\d-]+/))
      if (/[^\p{ASCII}]/u.test(word)) words.push(word)
    if (words.length > sampleMaxWords) break
  }
  return words
}

const share = (words: string[]): number => words.filter(isSyllable).length / words.length

const onset = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?'
const nucleus =
  '(?:oai|oay|oeo|uây|uya|uyê|uyu|uôi|ươi|ươu|iêu|yêu|oo|oa|oă|oe|uâ|uê|uơ|uy|ia|iê|ya|yê|ua|uô|ưa|ươ|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|uo|[aăâeêioôơuưy])'
const coda = '(?:ch|ng|nh|[cmnpt])?'
const syllable = new RegExp(`^${onset}${nucleus}${coda}$`)
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Could this be one Vietnamese syllable: letters in an allowed order and at most one tone? */
const isSyllable = (word: string): boolean => {
  const parts = word.toLowerCase().normalize('NFD')
  if ((parts.match(tones) ?? []).length > 1) return false
  return syllable.test(parts.replace(tones, '').normalize('NFC'))
}

function decoder(table: ReadonlyMap<string, string>): (text: string) => string {
  const keys = [...table.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(keys.join('|'), 'g')
  return (text) => text.replace(pattern, (key) => table.get(key) ?? key).normalize('NFC')
}
