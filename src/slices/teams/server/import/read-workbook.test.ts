import { utils, write } from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import type { Cell, Sheet } from '#platform/shared/sheets/sheet.ts'
import { xlsxFile } from '../../testing/xlsx-file.ts'
import { zipFile } from '../../testing/zip-file.ts'
import { readAny } from './read-any.ts'
import { collectSheets, readWorkbook } from './read-workbook.ts'

const inFull = { timeout: 60_000 }
const cellsOf = (sheet: Sheet | undefined) => sheet?.rows.map(({ row, cells }) => [row, ...cells])
/** As the child reads it, but in this process: a child takes a second to start. */
const sheetsOf = async (file: Buffer, name: string): Promise<Sheet[]> => {
  const collector = collectSheets()
  await readAny(file, name, (line) => collector.take(Buffer.from(`${JSON.stringify(line)}\n`)))
  return collector.sheets
}
const only = async (file: Buffer, name: string) => (await sheetsOf(file, name))[0]
const grid: Cell[][] = [
  ['STT', 'Họ và tên', 'Ngày tham gia', 'Số điện thoại'],
  [1, 'Nguyễn Văn An', new Date(Date.UTC(2023, 8, 5)), 912345678],
] as never

describe('.xlsx', inFull, () => {
  test('as exceljs writes it: texts, numbers with their formats, dates, merged ranges, hidden sheets', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('Danh sách')
    sheet.addRows(grid as never)
    sheet.getCell('C2').numFmt = 'dd/mm/yyyy'
    sheet.getCell('D2').numFmt = '0000000000'
    sheet.getCell('A5').value = { richText: [{ text: 'Tổ ' }, { text: 'trưởng', font: { bold: true } }] }
    sheet.getCell('B5').value = { formula: 'B2', result: 'Nguyễn Văn An' }
    sheet.getCell('C5').value = { formula: 'A2+1', result: 2 }
    sheet.getCell('D5').value = { text: 'Trạm Y tế', hyperlink: 'http://example.org' }
    sheet.mergeCells('A5:A7')
    book.addWorksheet('Cũ', { state: 'hidden' }).addRow(['x'])
    const sheets = await readWorkbook(Buffer.from(await book.xlsx.writeBuffer()), 'a.xlsx')
    expect(cellsOf(sheets[0])).toEqual([
      [1, 'STT', 'Họ và tên', 'Ngày tham gia', 'Số điện thoại'],
      [2, { number: 1 }, 'Nguyễn Văn An', { date: '2023-09-05' }, { number: 912345678, format: '0000000000' }],
      [5, 'Tổ trưởng', { text: 'Nguyễn Văn An', formula: true }, { number: 2, formula: true }, 'Trạm Y tế'],
    ])
    expect(sheets[0]?.merges).toEqual([{ fromRow: 5, toRow: 7, fromColumn: 0, toColumn: 0 }])
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Danh sách', false],
      ['Cũ', true],
    ])
  })

  test('a formula is never worked out: without a value that was seen it is blank', async () => {
    const sheet =
      '<sheetData><row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    expect(cellsOf(await only(xlsxFile({ sheet }), 'a.xlsx'))).toEqual([[1, null, 'x']])
  })

  test('texts in pieces, readings left out, escaped characters, cells and rows without their names', async () => {
    const strings =
      '<si><r><t>Nguyễn </t></r><r><t>Văn An</t></r><rPh sb="0" eb="1"><t>NO</t></rPh></si><si><t>a_x000A_b</t></si>'
    const cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>'
    const sheet = `<sheetData><row>${cells}</row><row><c r="C2" t="inlineStr"><is><r><t>Xã </t></r><r><t>A</t></r></is></c></row></sheetData>`
    expect(cellsOf(await only(xlsxFile({ sheet, strings }), 'a.xlsx'))).toEqual([
      [1, 'Nguyễn Văn An', 'a\nb', 'TRUE', '#N/A'],
      [2, null, null, 'Xã A'],
    ])
  })

  test('dates by built-in and own formats, from 1900 and from 1904; times are no dates', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="[$-42A]dd&quot; tháng &quot;mm"/><numFmt numFmtId="171" formatCode="hh:mm"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>'
    const cell = (style: number) => `<c s="${style}"><v>45174</v></c>`
    const sheet = `<sheetData><row r="1">${[0, 1, 2, 3].map(cell).join('')}<c t="d"><v>2023-09-05T00:00:00</v></c></row></sheetData>`
    const [from1900, from1904] = [
      await only(xlsxFile({ sheet, styles }), 'a.xlsx'),
      await only(xlsxFile({ sheet, styles, workbook: '<workbookPr date1904="1"/>' }), 'a.xlsx'),
    ]
    const day = { date: '2023-09-05' }
    const time = { number: 45174, format: 'hh:mm' }
    expect(cellsOf(from1900)).toEqual([[1, { number: 45174 }, day, day, time, day]])
    const later = { date: '2027-09-06' }
    expect(cellsOf(from1904)).toEqual([[1, { number: 45174 }, later, later, time, day]])
  })

  test('names with a prefix, as some programs write them', async () => {
    const sheet =
      '<x:sheetData><x:row r="3"><x:c r="B3" t="inlineStr"><x:is><x:t>An</x:t></x:is></x:c></x:row></x:sheetData>'
    expect(cellsOf(await only(xlsxFile({ sheet }), 'a.xlsx'))).toEqual([[3, null, 'An']])
  })

  test('is known by its content, whatever it is called', async () => {
    const sheet = '<sheetData><row r="1"><c t="inlineStr"><is><t>An</t></is></c></row></sheetData>'
    for (const name of ['a.csv', 'a.xls', 'a'])
      expect(cellsOf(await only(xlsxFile({ sheet }), name))).toEqual([[1, 'An']])
  })
})

describe('.xls and .ods', inFull, () => {
  const book = utils.book_new()
  const sheet = utils.aoa_to_sheet(grid as never, { cellDates: true, UTC: true } as never)
  sheet.D2 = { t: 'n', v: 912345678, z: '0000000000' }
  sheet.A4 = { t: 's', v: 'Xã Châu Thành' }
  sheet.B4 = { t: 'n', v: 2, f: '1+1' }
  sheet['!ref'] = 'A1:D6'
  sheet['!merges'] = [{ s: { r: 3, c: 0 }, e: { r: 5, c: 0 } }]
  utils.book_append_sheet(book, sheet, 'Danh sách')

  test.each(['biff8', 'ods'] as const)('%s: texts, numbers, dates, formulas, merged ranges', async (bookType) => {
    const file = write(book, { type: 'buffer', bookType, cellDates: true }) as Buffer
    const read = await only(file, `a.${bookType === 'biff8' ? 'xls' : 'ods'}`)
    expect(read?.name).toBe('Danh sách')
    const rows = cellsOf(read) ?? []
    expect(rows[0]).toEqual([1, 'STT', 'Họ và tên', 'Ngày tham gia', 'Số điện thoại'])
    expect(rows[1]?.slice(1, 4)).toEqual([{ number: 1 }, 'Nguyễn Văn An', { date: '2023-09-05' }])
    expect(rows[1]?.[4]).toMatchObject({ number: 912345678 })
    expect(rows[2]?.slice(0, 2)).toEqual([4, 'Xã Châu Thành'])
    // SheetJS writes no formulas into .xls.
    expect(rows[2]?.[2]).toEqual(bookType === 'ods' ? { number: 2, formula: true } : { number: 2 })
    expect(read?.merges).toEqual([{ fromRow: 4, toRow: 6, fromColumn: 0, toColumn: 0 }])
  })
})

test('.ods: comments are no text, blank cells and rows repeat, hidden sheets are told', inFull, async () => {
  const comment = '<office:annotation><text:p>hỏi lại</text:p></office:annotation>'
  const text = '<text:p>Nguyễn<text:s text:c="1"/><text:span>Văn</text:span> An</text:p><text:p>dòng 2</text:p>'
  const cells = `<table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="string">${comment}${text}</table:table-cell>`
  const repeated =
    '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
  const rows = `<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row><table:table-row>${cells}</table:table-row>`
  const twice = `<table:table-row table:number-rows-repeated="2">${repeated}</table:table-row>`
  const tables = `<table:table table:name="T">${rows}${twice}</table:table><table:table table:name="U" table:style-name="h"/>`
  const style = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
  const names = ['office', 'table', 'text', 'style'].map((prefix) => `xmlns:${prefix}="${prefix}"`).join(' ')
  const content = `<office:document-content ${names}>${style}<office:spreadsheet>${tables}</office:spreadsheet></office:document-content>`
  const sheets = await sheetsOf(zipFile([{ name: 'content.xml', data: Buffer.from(content) }]), 'a.ods')
  expect(cellsOf(sheets[0])).toEqual([
    [5, null, null, 'Nguyễn Văn An\ndòng 2'],
    [6, 'x', 'x'],
    [7, 'x', 'x'],
  ])
  expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['T', false],
    ['U', true],
  ])
})
