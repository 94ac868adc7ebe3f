import { fold } from '../folding.ts'

// What rows of lists say that are no entry: sums, signatures, numbers of columns, ditto marks.

/** Is this the text of a total row ("Tổng cộng: 60 xã; 996 tổ")? Not the family name Tống or Tòng. */
export const isTotalText = (text: string): boolean => {
  const start = text.normalize('NFC').toLowerCase()
  return (
    /^(tổng( cộng| số)?|cộng)(?![\p{L}\p{M}]| (tác|đồng|hợp|đài|giám))/u.test(start) ||
    /^(tong cong|tong so)\b/.test(start)
  )
}

// What stands under a list: who made it, who signs, who gets it.
const signatureWords =
  /^(nguoi (lap|tong hop|bao cao|ky)|lap bieu|can bo (lap|tong hop)|thu truong|chu tich|pho chu tich|giam doc|pho giam doc|truong phong|kt |tm |tl |tuq |q |noi nhan|xac nhan|ky ghi ro|ky ten|da ky)/
const placeAndDay = /ngay .{0,12} thang .{0,12} nam/

/** Does the cell belong to a signature block? */
export const isSignatureText = (text: string): boolean => {
  const words = fold(text.replace(/[^\p{L}\p{M}\d]+/gu, ' '))
  return signatureWords.test(`${words} `) || placeAndDay.test(words)
}

/** (1), (2), … or A, B, 1, 2, … under a header. */
export const isColumnNumber = (text: string): boolean => /^\(?(\d{1,2}|[A-ZĐ])\)?$/.test(text)

/** `nt`, `-nt-`, `"`, `''`, `như trên`: as in the row above. */
export const isDitto = (text: string): boolean =>
  /^[-–—\s]*(["”“″〃]+|''|,,|''|n\.?t\.?|như trên|nhu tren|như dòng trên)[-–—\s]*$/i.test(text.normalize('NFC'))
