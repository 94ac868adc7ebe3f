/**
 * Old Vietnamese encodings, as maps from the characters that Windows-1252 shows for their bytes. Working on characters
 * instead of bytes lets one table serve both a CSV in such an encoding and an Excel cell typed in a .VnTime or VNI-Times
 * font, where the bytes have become characters.
 */

// TCVN 5712:1993 VN3 ("TCVN3", "ABC"): one byte each, accented letters in lower case only.
const tcvn3Bytes: Record<number, string> = spread([
  [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
  [0xb5, 'àảãáạ'],
  [0xbb, 'ằẳẵắ'],
  [0xc6, 'ặầẩẫấậè'],
  [0xce, 'ẻẽéẹềểễếệìỉ'],
  [0xdc, 'ĩíịò'],
  [0xe1, 'ỏõóọồổỗốộờở'],
  [0xec, 'ỡớợù'],
  [0xf1, 'ủũúụừửữứựỳỷỹýỵ'],
])

/** TCVN3 seen as Windows-1252 > Unicode. */
export const tcvn3: ReadonlyMap<string, string> = new Map(
  Object.entries(tcvn3Bytes).map(([byte, letter]) => [String.fromCharCode(Number(byte)), letter]),
)

// VNI for Windows: a base letter and, after it, a character for its marks; a few letters are one character.
const vniMarks = {
  a: { ù: 'á', ø: 'à', û: 'ả', õ: 'ã', ï: 'ạ', â: 'â', á: 'ấ', à: 'ầ', å: 'ẩ', ã: 'ẫ', ä: 'ậ' },
  ă: { ê: 'ă', é: 'ắ', è: 'ằ', ú: 'ẳ', ü: 'ẵ', ë: 'ặ' },
  e: { ù: 'é', ø: 'è', û: 'ẻ', õ: 'ẽ', ï: 'ẹ', â: 'ê', á: 'ế', à: 'ề', å: 'ể', ã: 'ễ', ä: 'ệ' },
  o: { ù: 'ó', ø: 'ò', û: 'ỏ', õ: 'õ', ï: 'ọ', â: 'ô', á: 'ố', à: 'ồ', å: 'ổ', ã: 'ỗ', ä: 'ộ' },
  ô: { ù: 'ớ', ø: 'ờ', û: 'ở', õ: 'ỡ', ï: 'ợ' },
  u: { ù: 'ú', ø: 'ù', û: 'ủ', õ: 'ũ', ï: 'ụ' },
  ö: { ù: 'ứ', ø: 'ừ', û: 'ử', õ: 'ữ', ï: 'ự' },
  y: { ù: 'ý', ø: 'ỳ', û: 'ỷ', õ: 'ỹ' },
}
const vniSingle = { ô: 'ơ', ö: 'ư', ñ: 'đ', í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' }

/** VNI seen as Windows-1252 > Unicode; the keys of two characters come before those of one. */
export const vni: ReadonlyMap<string, string> = new Map([...vniPairs(), ...bothCases(Object.entries(vniSingle))])

/** Windows-1258 seen as Windows-1252 > Unicode; its tone marks stand alone and join the letter before them in NFC. */
export const windows1258: ReadonlyMap<string, string> = new Map([
  ['Ã', 'Ă'],
  ['ã', 'ă'],
  ['Ð', 'Đ'],
  ['ð', 'đ'],
  ['Õ', 'Ơ'],
  ['õ', 'ơ'],
  ['Ý', 'Ư'],
  ['ý', 'ư'],
  ['þ', '₫'],
  ['Ì', '\u0300'],
  ['ì', '\u0301'],
  ['Ò', '\u0309'],
  ['Þ', '\u0303'],
  ['ò', '\u0323'],
])

function vniPairs(): [string, string][] {
  const pairs = Object.entries(vniMarks).flatMap(([base, marks]) =>
    Object.entries(marks).map(([mark, letter]): [string, string] => [(base === 'ă' ? 'a' : base) + mark, letter]),
  )
  // A capital before a small mark is typed too ("Aán"): the letter decides.
  const mixed = pairs.map(([[base = '', mark = ''], letter]): [string, string] => [
    base.toUpperCase() + mark,
    letter.toUpperCase(),
  ])
  return [...bothCases(pairs), ...mixed]
}

function bothCases(pairs: [string, string][]): [string, string][] {
  return [...pairs, ...pairs.map(([from, to]): [string, string] => [from.toUpperCase(), to.toUpperCase()])]
}

function spread(runs: [number, string][]): Record<number, string> {
  const entries = runs.flatMap(([from, letters]) => [...letters].map((letter, i) => [from + i, letter] as const))
  return Object.fromEntries(entries)
}
