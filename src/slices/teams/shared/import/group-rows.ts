import { fold, tidy } from '#platform/shared/folding.ts'
import { startsWithHamletKind, startsWithTeamWords, withoutTeamWords } from './hamlets.ts'
import type { StatedTotal } from './types.ts'

/** A row that is no member: it opens a commune, a district or a team, or it is the sum or the end of a list. */
export type GroupRow =
  | { kind: 'commune'; text: string }
  | { kind: 'district'; text: string }
  | { kind: 'team'; text: string }
  | { kind: 'unknown'; text: string }

const ordinal = /^\s*((?:[IVXLC]+|[A-ZĐ]|[a-zđ]|\d+)(?:\.\d+)*)\s*[.):/-]+\s*|^\s*[-+*•]\s*/u
const communeWords = /^(xã|phường|thị trấn|đặc khu|tt\.?)\s+\S/i
const districtWords = /^(huyện|quận|thị xã|thành phố|tp\.?)\s+\S/i
// "Tổ CNSCĐ xã Linh Thông" is a team of the commune; in a list of hamlets' teams it heads the commune's part.
const teamOfCommune = /^to (cnscd|cong nghe so cong dong|chuyen doi so cong dong) (xa|phuong|thi tran|dac khu) /

/** Reads the text of a row that holds nothing else, its ordinal ("I.", "1.") left off. */
export const readGroupRow = (text: string): GroupRow => {
  const whole = tidy(text)
  const found = ordinal.exec(whole)
  const bare = whole
    .slice(found?.[0].length ?? 0)
    .replace(/\s*\([^)]*\)$/, '')
    .replace(/\s*[:.]$/, '')
  if (communeWords.test(bare)) return { kind: 'commune', text: bare }
  if (teamOfCommune.test(fold(bare))) return { kind: 'commune', text: withoutTeamWords(bare) }
  if (districtWords.test(bare)) return { kind: 'district', text: bare }
  if (startsWithTeamWords(bare) || startsWithHamletKind(bare)) return { kind: 'team', text: bare }
  return byOrdinal(found?.[1], bare, whole)
}

/** "II. Nà Mao" opens a commune, "2. Nà Mao" a team; without a number nobody can say. */
const byOrdinal = (number: string | undefined, bare: string, whole: string): GroupRow => {
  if (!number || !/\p{L}/u.test(bare)) return { kind: 'unknown', text: whole }
  if (/^[IVXLC]+$/.test(number)) return { kind: 'commune', text: bare }
  return /^\d/.test(number) ? { kind: 'team', text: bare } : { kind: 'unknown', text: whole }
}

/** The figures a total row states. */
export const readTotal = (text: string): Omit<StatedTotal, 'sheet' | 'row'> => ({
  communes: figureBefore(text, 'xã|phường|thị trấn|đặc khu|đơn vị'),
  teams: figureBefore(text, 'tổ'),
  members: figureBefore(text, 'thành viên|tổ viên|người'),
})

const figureBefore = (text: string, words: string): number | null => {
  const found = new RegExp(`(\\d[\\d.]*)\\s*(?:${words})(?![\\p{L}\\p{M}])`, 'iu').exec(text.normalize('NFC'))
  return found?.[1] ? Number(found[1].replaceAll('.', '')) : null
}
