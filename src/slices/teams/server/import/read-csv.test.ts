import { describe, expect, test } from 'vitest'
import type { Cell, Sheet } from '#platform/shared/sheets/sheet.ts'
import { tcvn3, vni, windows1258 } from '../../shared/import/legacy-tables.ts'
import { repairLegacySheets } from '../../shared/import/legacy-text.ts'
import { readCsv } from './read-csv.ts'
import { sheetSink } from './sheet-sink.ts'

const read = (bytes: Buffer): Sheet => {
  const sheet: Sheet = { name: '', hidden: false, rows: [], merges: [] }
  const sink = sheetSink((line) => {
    if (line[0] === 'row') sheet.rows.push({ row: line[1], cells: line[2] })
  })
  readCsv(bytes, sink)
  return repairLegacySheets([sheet])[0] ?? sheet
}
const rows = (bytes: Buffer | string): [number, ...Cell[]][] =>
  read(Buffer.from(bytes as string)).rows.map(({ row, cells }) => [row, ...cells])

const list = 'STT,Họ và tên,Xã\r\n1,Nguyễn Thị Phượng,Xã Thủy Liễu\r\n2,Đỗ Văn Ổn,Xã Vĩnh Phước B\r\n'
const asRows = [
  [1, 'STT', 'Họ và tên', 'Xã'],
  [2, '1', 'Nguyễn Thị Phượng', 'Xã Thủy Liễu'],
  [3, '2', 'Đỗ Văn Ổn', 'Xã Vĩnh Phước B'],
]

/** Types a text in an encoding of one byte a character. */
const typed = (table: ReadonlyMap<string, string>, text: string): Buffer => {
  const back = new Map([...table].map(([from, to]) => [to, from]))
  return Buffer.from([...text].map((letter) => back.get(letter) ?? letter).join(''), 'latin1')
}

describe('encodings', () => {
  const utf16le = Buffer.from(list, 'utf16le')
  test.each([
    ['UTF-8', Buffer.from(list)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${list}`)],
    ['UTF-16 LE with its mark', Buffer.from(`\ufeff${list}`, 'utf16le')],
    ['UTF-16 LE', utf16le],
    ['UTF-16 BE with its mark', Buffer.from(`\ufeff${list}`, 'utf16le').swap16()],
    ['UTF-16 BE', Buffer.from(utf16le).swap16()],
    ['VNI', typed(vni, list)],
    // Marks stand after their letters, and only letters with a hat, a horn or a breve are one character.
    ['Windows-1258', typed(windows1258, toneLast(list))],
  ])('%s', (_, bytes) => {
    expect(rows(bytes)).toEqual(asRows)
  })

  test('TCVN3, accented capitals small', () => {
    const sheet = read(typed(tcvn3, list.replace('Ổn', 'ổn')))
    expect(sheet.encoding).toBe('TCVN3')
    expect(sheet.rows[2]?.cells[1]).toBe('Đỗ Văn ổn')
  })

  test('the table of Windows-1258 is the one of the standard', () => {
    const standard = new TextDecoder('windows-1258')
    const differing = [...Array(96).keys()]
      .map((i) => i + 160)
      .filter((byte) => {
        return standard.decode(Uint8Array.of(byte)) !== String.fromCharCode(byte)
      })
    const ours = differing.map((byte) => windows1258.get(String.fromCharCode(byte)))
    expect(ours).toEqual(differing.map((byte) => standard.decode(Uint8Array.of(byte))))
    expect(windows1258.size).toBe(differing.length)
  })
})

function toneLast(text: string): string {
  const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
  return [...text]
    .map((letter) => {
      const parts = letter.normalize('NFD')
      return parts.replace(tones, '').normalize('NFC') + (parts.match(tones) ?? []).join('')
    })
    .join('')
}

describe('separators and quotes', () => {
  test.each([';', '\t', '|'])('%j', (separator) => {
    expect(rows(list.replaceAll(',', separator))).toEqual(asRows)
  })

  test('Excel says its separator in the first line', () => {
    expect(rows(`sep=;\r\n${list.replaceAll(',', ';')}`)).toEqual(
      asRows.map(([line, ...cells]) => [Number(line) + 1, ...cells]),
    )
  })

  test('rows are numbered by the line in which they begin, with any line break', () => {
    const text = 'a,b\n\n"1\n2",x\r\n3,4'
    expect(rows(text)).toEqual([
      [1, 'a', 'b'],
      [3, '1\n2', 'x'],
      [5, '3', '4'],
    ])
    expect(rows('a,b\r1,2\r3,4')).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
      [3, '3', '4'],
    ])
  })

  test('a ditto mark is no quotation mark', () => {
    const text = 'Họ và tên,Đơn vị,Ấp\nAn,Trạm Y tế,Ấp 1\nBình,",Ấp 1\nCúc,",Ấp 2\nDũng,Công an,Ấp 2\n'
    expect(rows(text).slice(2, 4)).toEqual([
      [3, 'Bình', '"', 'Ấp 1'],
      [4, 'Cúc', '"', 'Ấp 2'],
    ])
    expect(rows('a,b\n1,""""\n')).toEqual([
      [1, 'a', 'b'],
      [2, '1', '"'],
    ])
  })

  test('="…" keeps a zero from Excel', () => {
    expect(rows('a,b\n1,="0912345678"\n')[1]).toEqual([2, '1', '0912345678'])
  })
})
