import { expect, test } from 'vitest'
import { tcvn3, vni } from './legacy-tables.ts'
import { decodeLegacy, detectLegacy, repairLegacySheets } from './legacy-text.ts'

const proverb = 'Đi từng ngõ, gõ từng nhà, rà từng đối tượng, hướng dẫn từng người ở Ấp Mỹ Lộc, xã Thủy Liễu'

/** Types `text` in an old encoding, shown as Windows-1252 characters. */
const encode = (table: ReadonlyMap<string, string>, text: string) => {
  const back = new Map([...table].map(([from, to]) => [to, from]))
  return [...text.normalize('NFC')].map((letter) => back.get(letter) ?? letter).join('')
}

test('reads TCVN3, where accented capitals are typed small', () => {
  const typed = encode(tcvn3, proverb.replace('Ấ', 'ấ'))
  expect(typed).toContain('hưíng dÉn'.replace('ư', '\u00ad'))
  expect(detectLegacy([typed])).toBe('TCVN3')
  expect(decodeLegacy(typed, 'TCVN3')).toBe(proverb.replace('Ấ', 'ấ'))
})

test('reads VNI, letters and marks in one or two characters', () => {
  const typed = encode(vni, proverb)
  expect(typed).toContain('höôùng daãn')
  expect(detectLegacy([typed])).toBe('VNI')
  expect(decodeLegacy(typed, 'VNI')).toBe(proverb)
  expect(decodeLegacy('NGUYEÃN VAÊN ÑÖÙC, AÁp AÂu Cô', 'VNI')).toBe('NGUYỄN VĂN ĐỨC, Ấp Âu Cơ')
})

test('reads Windows-1258, whose tone marks stand after the letter', () => {
  const typed = 'NguyêÞn Thiò HôÌng Ðào, âìp Hòa BiÌnh, xaÞ ViÞnh Phýõìc'
  expect(detectLegacy([typed])).toBe('Windows-1258')
  expect(decodeLegacy('NguyêÞn Thiò HôÌng Ðào', 'Windows-1258')).toBe('Nguyễn Thị Hồng Đào')
})

test.each([
  proverb,
  proverb.normalize('NFD'),
  proverb.toUpperCase(),
  'Nguyen Van A, Ap Hoa Binh, 0912345678',
  "Y Bhiăk Êban, H'Đruh Niê, Thạch Sà Rương, Ksor Krơn",
  'café, naïve, façade, Ångström',
  '',
])('leaves text alone that is well as it is: %s', (text) => {
  expect(detectLegacy([text])).toBeNull()
})

test('repairs a sheet typed in an old font, and no other', () => {
  const small = proverb.replace('Ấ', 'ấ')
  const cells = [{ text: encode(tcvn3, small), formula: true as const }, encode(tcvn3, small), null, { number: 5 }]
  const old = { name: 'S', hidden: false, merges: [], rows: [{ row: 3, cells }] }
  const fine = { name: 'T', hidden: false, merges: [], rows: [{ row: 1, cells: [proverb] }] }
  const repaired = repairLegacySheets([old, fine])
  expect(repaired[0]).toMatchObject({ encoding: 'TCVN3', rows: [{ row: 3 }] })
  expect(repaired[0]?.rows[0]?.cells).toEqual([{ text: small, formula: true }, small, null, { number: 5 }])
  expect(repaired[1]).toBe(fine)
})
