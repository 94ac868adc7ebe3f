import { fold, spellingKey } from '#platform/shared/folding.ts'
import { hamletKindOf, hamletKindWords } from './hamlets.ts'
import { remembering } from './memo.ts'
import type { ColumnKind } from './types.ts'

const places = {
  commune: ['xa', 'phuong', 'thi tran', 'dac khu', 'don vi hanh chinh', 'dia phuong'],
  district: ['huyen', 'quan', 'thi xa', 'thanh pho', 'tp'],
  hamlet: [...hamletKindWords, 'dia ban', 'to cnscd', 'to cong nghe so cong dong', 'to'],
}
// Words that say nothing in the header of a place column: "Tên ấp", "Thuộc xã", "Thôn (tổ dân phố) phụ trách".
const filler = /\b(ten|thuoc|phu trach|noi|hoac|va|so)\b/g

/** What a header means, by words in it; tried in this order, since one header may hold the words of another. */
const meanings: [ColumnKind, RegExp][] = [
  ['number', /^(stt|tt|so tt|so thu tu|no|#)$/],
  ['family', /^ho( va)?( ten| chu)? (dem|lot)|^ho$/],
  ['name', /\bho( va)? ten\b|^ten( thanh vien| to vien)$|^(full )?name$/],
  ['given', /^ten$/],
  ['sex', /gioi tinh|^phai$|^nam nu$/],
  ['ignored', /dia chi|noi o|cu tru|thuong tru|que quan|cccd|cmnd|can cuoc|dinh danh|dan toc|ton giao/],
  ['ignored', /trinh do|chuyen mon|dang vien|quyet dinh|ky (ten|nhan)|e ?mail|tai khoan|ngan hang|^tuoi$|^tinh$/],
  ['birth', /\bsinh\b/],
  ['joined', /tham gia|vao to|bo nhiem/],
  ['role', /(chuc vu|chuc danh)\b.*\bto\b(?! chuc| dan)|nhiem vu|vai tro|phan cong/],
  ['organisation', /cong tac|co quan|lam viec|nghe nghiep|^don vi$|to chuc/],
  ['position', /chuc vu|chuc danh/],
  ['phone', /dien thoai|^s?dt|so dt|di dong|\bzalo\b|phone|mobile|lien he|lien lac/],
  ['note', /ghi chu|^note$/],
]

/** The meaning of a header cell, null when it says nothing known. */
export const columnKindOf = remembering((header): ColumnKind | null => meaningOf(plain(header)))

/** Is this the lower tier 'Nam' or 'Nữ' of a two-tier header? */
export const sexOfHeader = (header: string): 'nam' | 'nu' | null => {
  // Not folded: without its mark "Năm" would be "Nam".
  const words = spellingKey(header)
  if (words === 'nam') return 'nam'
  return words === spellingKey('nữ') || words === 'nu' ? 'nu' : null
}

/** A header of exactly one kind of hamlet ("Ấp") gives it to names without one ("Bình Lộc"); "Tên tổ" is the team's. */
export const impliedHamletKind = (header: string): string | null => {
  const kind = hamletKindOf(header.replace(/^tên\s+/i, ''))
  return kind === 'to' ? null : kind
}

const meaningOf = (words: string): ColumnKind | null => {
  if (words === '' || words.length > 60) return null
  return placeColumn(words) ?? meanings.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}

const placeColumn = (words: string): ColumnKind | null => {
  const rest = words.replace(filler, ' ').trim()
  if (rest === '') return null
  const kinds = Object.entries(places) as [keyof typeof places, string[]][]
  return kinds.find(([, list]) => onlyWordsOf(rest, list))?.[0] ?? null
}

/** Is the text made of nothing but expressions of the list? */
const onlyWordsOf = (text: string, list: string[]): boolean => {
  const longestFirst = [...list].sort((a, b) => b.length - a.length)
  return new RegExp(`^((${longestFirst.join('|')})( |$))+$`).test(text)
}

const plain = (header: string): string => fold(header.replace(/[^\p{L}\p{M}\d#]+/gu, ' '))
