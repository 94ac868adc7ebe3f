import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { tableFile } from './table-file.ts'

const readBack = async (file: Buffer) => {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(file as unknown as ArrayBuffer)
  return workbook.worksheets[0]
}

test('numbers stay numbers, null is an empty cell, and what looks like a formula is a text', async () => {
  const sheet = await readBack(
    await tableFile({
      sheet: 'Xếp hạng: tháng 9/2026',
      above: ['Tháng 9/2026'],
      header: ['Nơi', 'Số'],
      rows: [
        ['=HYPERLINK("http://x","y")', 348362],
        ['@SUM(A1)', null],
      ],
    }),
  )
  expect(sheet?.name).toBe('Xếp hạng  tháng 9 2026')
  expect(sheet?.getCell('A1').value).toBe('Tháng 9/2026')
  expect([sheet?.getCell('A3').type, sheet?.getCell('A3').value]).toEqual([
    ExcelJS.ValueType.String,
    '=HYPERLINK("http://x","y")',
  ])
  expect(sheet?.getCell('A4').value).toBe('@SUM(A1)')
  expect([sheet?.getCell('B3').value, sheet?.getCell('B4').value]).toEqual([348362, null])
})
