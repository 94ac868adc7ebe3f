import { fold } from '#platform/shared/folding.ts'
import type { Criterion } from '../register.ts'

/** What a column of a list of doors means; `criteria.<code>` is a criterion of the province. */
export type ListColumn =
  | 'ordinal'
  | 'number'
  | 'alley'
  | 'label'
  | 'address'
  | 'kind'
  | 'order'
  | 'note'
  | 'hamlet'
  | 'person'
  | `criteria.${string}`

const lanes = '(ngo|ngach|hem|kiet|duong|pho|tuyen|day|lo|nhanh)'

/** What a header means, by words in it; tried in this order, since one header may hold the words of another. */
const meanings: [ListColumn, RegExp][] = [
  ['ordinal', /^(stt|tt|so tt|so thu tu|no|#)$/],
  ['order', /thu tu|lo trinh/],
  ['note', /ghi chu|^note$/],
  ['kind', /^(phan )?loai( |$)|loai (ho|hinh)/],
  [
    'label',
    /^nhan\b|nhan (biet|ho|nha|dang)|dac diem|^mo ta|bien hieu|ten (goi|cua hang|co so|doanh nghiep|cong ty|quan)/,
  ],
  // Before the address: "Số điện thoại và địa chỉ" is a person's.
  [
    'person',
    /chu ho|\bho( va)? ten\b|dai dien|nguoi|^ten( ho| chu)?$|^(ten )?ho( gia dinh| dan)?$|thanh vien|con cai|^vo\b|^chong\b/,
  ],
  ['person', /dien thoai|\bs?dt\b|zalo|di dong|lien (he|lac)|e ?mail|cccd|cmnd|can cuoc|dinh danh|nhan khau|\bkhau\b/],
  [
    'person',
    /\bsinh\b|\btuoi\b|gioi tinh|dan toc|ton giao|nghe nghiep|quan he|tai khoan|ngan hang|bao hiem|bhyt|\bngheo\b|suc khoe|dang vien/,
  ],
  ['address', new RegExp(`so nha.*\\b${lanes}\\b|dia chi|noi o|cho o`)],
  ['number', /\bso nha\b|^nha so$|^sn$/],
  ['alley', new RegExp(`^(ten )?(thuoc )?${lanes}( |$)`)],
  ['hamlet', /^(ten |thuoc )*(thon|ap|xom|ban|khom|khu pho|to dan pho|tdp|buon|lang|khu dan cu|dia ban)( |$)/],
]

const fibreWords = /cap quang|\bftth\b/

/**
 * The meaning of a header cell; null when it says nothing known. `criteria`: those of doors by the province's rule, found by
 * their names.
 */
export const listColumnOf = (header: string, criteria: readonly Criterion[]): ListColumn | null => {
  const words = plain(header)
  if (words === '' || words.length > 80) return null
  const criterion = criteria.find(
    ({ code, name }) => words.includes(plain(name)) || (code === 'fibre' && fibreWords.test(words)),
  )
  if (criterion) return `criteria.${criterion.code}`
  return meanings.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}

const plain = (header: string): string => fold(header.replace(/[^\p{L}\p{M}\d#]+/gu, ' '))
