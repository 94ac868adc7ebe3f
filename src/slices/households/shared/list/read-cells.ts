import { fold, tidy } from '#platform/shared/folding.ts'
import { type Cell, cellText } from '#platform/shared/sheets/sheet.ts'
import type { DoorKind } from '../household.ts'

const kindWords: [DoorKind, RegExp][] = [
  ['business', /ho kinh doanh|^hkd\b|^kinh doanh/],
  ['firm', /doanh nghiep|cong ty|^dn\b|hop tac xa|^htx\b|ngan hang/],
  ['shop', /cua hang|^quan\b|tap hoa|tiem|^shop\b|buon ban|nha thuoc|dai ly/],
  ['public', /cong cong|^(truong|tram|nha van hoa|tru so|ubnd|co quan|don vi|chua|dinh|den|nha tho|cho)( |$)/],
  ['home', /gia dinh|^ho( dan)?$|nha (o|dan|rieng)|^nha$|dan cu|thuong tru|tam tru/],
]

/** "Hộ kinh doanh", "HKD", "Trường học": what a door is; null for words that say nothing known. */
export const readKind = (text: string): DoorKind | null => {
  const words = fold(text)
  return kindWords.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}

const yes = new Set(['x', 'co', '1', 'true', 'yes', 'v', '✓', '✔', 'da co', 'da', 'roi', 'co roi', 'dung', 'y', '+'])
const no = new Set(['khong', '0', 'chua', 'chua co', 'ko', 'k', 'no', 'false', 'khong co', 'n', 'sai'])

/** Yes, no, or what cannot be told; a blank or "-" is nobody having looked, so undefined. */
export const readTick = (cell: Cell): boolean | undefined | 'unclear' => {
  const words = fold(cellText(cell))
  if (/^[-–—?.]*$/.test(words)) return undefined
  if (yes.has(words)) return true
  return no.has(words) ? false : 'unclear'
}

/** A number of the walk; null for what is none. */
export const readOrder = (cell: Cell): number | null => {
  const number = Number(cellText(cell).replace(',', '.'))
  return Number.isFinite(number) && Math.abs(number) < 1e6 ? number : null
}

/** Excel takes "12/5" for the 12th of May: what was typed is gone. */
export const becameDate = (cell: Cell): boolean => typeof cell === 'object' && cell !== null && 'date' in cell

const laneWords = 'ngõ|ngách|hẻm|hẽm|kiệt|đường|phố|tuyến|dãy|lô|nhánh'
const lane = new RegExp(`^(?:${laneWords})(?![\\p{L}\\p{M}])`, 'iu')
const numberFirst = /^(?:nhà số|số nhà|số|sn)?[\s.:]*(\d+\s?\p{L}?(?:[/-]\d+\p{L}?)*)(?=$|[\s,;])[\s,;]*(.*)$/iu
const numberWords = /^(?:nhà số|số nhà|số|sn)[\s.:]+(?=\S)/iu
const aboveTheDoor =
  /^(?:thôn|ấp|xóm|bản|khóm|buôn|làng|khu phố|tổ dân phố|tdp|tổ|xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|tp)(?![\p{L}\p{M}])/iu

/** Is the text a lane ("Ngõ 5", "Đường Lê Lợi")? */
export const isLane = (text: string): boolean => lane.test(tidy(text))

/** "Số 12" is the number 12. */
export const bareNumber = (text: string): string => tidy(text).replace(numberWords, '')

export interface Address {
  number: string | null
  alley: string | null
  /** What is neither: "đầu thôn, cạnh chùa". */
  label: string | null
}

/** "Số 12 ngõ 5, thôn Đông, xã Định Hóa": number and lane; the places above the door are left off. */
export const readAddress = (text: string): Address => {
  const parts = tidy(text)
    .split(/\s*[,;]\s*/)
    .filter((part) => part !== '' && !aboveTheDoor.test(part))
  const found = numberFirst.exec(parts.join(', '))
  if (found) return { number: tidy(found[1] ?? ''), alley: tidy(found[2] ?? '') || null, label: null }
  const rest = parts.join(', ') || null
  return rest && isLane(rest) ? { number: null, alley: rest, label: null } : { number: null, alley: null, label: rest }
}

/** "12 ngõ 5" typed as a house number is two things; null when it is one. */
export const splitNumber = (text: string): { number: string; alley: string } | null => {
  const found = numberFirst.exec(tidy(text))
  const [, number = '', rest = ''] = found ?? []
  return found && isLane(rest) ? { number: tidy(number), alley: tidy(rest) } : null
}
