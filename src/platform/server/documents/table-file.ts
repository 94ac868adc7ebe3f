import type { Workbook } from 'exceljs'

/** A cell: a number stays a number, a text stays a text; null is an empty cell, never 0. */
export type Cell = string | number | null

export interface TableFile {
  /** Name of the sheet, at most 31 characters. */
  sheet: string
  /** Lines above the table: what it is, of when. */
  above: readonly string[]
  header: readonly string[]
  rows: readonly (readonly Cell[])[]
}

/**
 * A table as an Excel file (.xlsx). Texts are written as text cells, so that what looks like a formula ("=1+1", "@x")
 * stays what it is: formulas do not exist in the file. Numbers are plain, and Excel shows them as its reader is used to.
 */
export const tableFile = (table: TableFile): Promise<Buffer> => tablesFile([table])

/** The same with several sheets. */
export async function tablesFile(tables: readonly TableFile[]): Promise<Buffer> {
  // Loaded with the first file: few requests need it, and every start would pay.
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  for (const table of tables) addTable(workbook, table)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

const addTable = (workbook: Workbook, { sheet, above, header, rows }: TableFile): void => {
  const page = workbook.addWorksheet(sheet.slice(0, 31).replaceAll(/[\\/?*[\]:]/g, ' '), {
    views: [{ state: 'frozen', ySplit: above.length + 1 }],
  })
  for (const line of above) page.addRow([line])
  page.addRow([...header]).font = { bold: true }
  for (const row of rows) page.addRow([...row])
  header.forEach((title, index) => {
    const longest = Math.max(title.length, ...rows.map((row) => String(row[index] ?? '').length))
    page.getColumn(index + 1).width = Math.min(longest + 2, 50)
  })
}
