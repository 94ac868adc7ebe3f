import { mergedCellReader } from '#platform/shared/sheets/merged-values.ts'
import { cellText, isFormula, type Sheet, type SheetRow } from '#platform/shared/sheets/sheet.ts'
import { dayInTitle } from './cell-values.ts'
import { readGroupRow, readTotal } from './group-rows.ts'
import { headerAt } from './header.ts'
import { problemAt } from './problems.ts'
import { readRow } from './read-rows.ts'
import { beginTable, type SheetResult, type SheetWalk, takeMember } from './sheet-walk.ts'
import { rowsPerStep, type Steps } from './steps.ts'

const sampleRows = 1000

/**
 * Reads the tables of a sheet from top to bottom: headers wherever they stand, headings of communes and teams, members
 * with what stands above them and ditto marks filled in; sums and signatures apart.
 */
export function* readSheet(sheet: Sheet): Steps<SheetResult> {
  const walk = start(sheet)
  for (let index = 0; index < sheet.rows.length; ) {
    const header = headerAt(sheet, index)
    if (header) beginTable(walk, header.layout, sheet.rows.slice(header.next, header.next + sampleRows))
    else takeRow(walk, sheet.rows[index])
    index = header?.next ?? index + 1
    if (index % rowsPerStep === 0) yield
  }
  return finish(walk)
}

const start = (sheet: Sheet): SheetWalk => {
  const named = readGroupRow(sheet.name)
  return {
    sheet,
    read: mergedCellReader(sheet),
    layout: null,
    title: named.kind === 'commune' ? { text: named.text, district: null } : null,
    district: null,
    commune: null,
    hamlet: null,
    impliedHamletKind: null,
    hamletMostlyFilled: false,
    above: {},
    ended: false,
    formulas: 0,
    unknownHeaders: new Set(),
    result: { found: false, members: [], blocked: 0, totals: [], statedDay: null, problems: [] },
  }
}

const takeRow = (walk: SheetWalk, row: SheetRow | undefined): void => {
  if (!row) return
  if (walk.layout) takeTableRow(walk, row)
  else takeTitle(walk, row)
}

/** Above the first header: "XÃ CHÂU THÀNH", "HUYỆN ĐỊNH HÓA", "(Số liệu tính đến ngày 20/10/2023)". */
const takeTitle = (walk: SheetWalk, { cells }: SheetRow): void => {
  for (const cell of cells) {
    const title = cellText(cell)
    const { kind, text } = readGroupRow(title)
    walk.result.statedDay ??= dayInTitle(title)
    if (kind === 'commune') walk.title = { text, district: walk.district }
    if (kind === 'district') walk.district = text
  }
}

const takeTableRow = (walk: SheetWalk, row: SheetRow): void => {
  if (!walk.layout) return
  const found = readRow(row, walk.layout, walk.ended)
  if (found.kind === 'member' || found.kind === 'nameless') {
    walk.formulas += row.cells.filter(isFormula).length
    takeMember(walk, row, found.kind === 'member' ? found.name : '')
  } else if (found.kind === 'total') {
    walk.result.totals.push({ sheet: walk.sheet.name, row: row.row, ...readTotal(found.text) })
    walk.ended = true
  } else if (found.kind === 'signature') walk.ended = true
  else if (found.kind !== 'nothing') takeHeading(walk, row, found.kind, found.text)
}

const takeHeading = (walk: SheetWalk, row: SheetRow, kind: string, text: string): void => {
  walk.ended = false
  walk.hamlet = kind === 'team' ? text : null
  if (kind === 'district') {
    walk.district = text
    walk.commune = null
  }
  if (kind === 'commune') walk.commune = { text, row: row.row }
  if (kind === 'unknown')
    walk.result.problems.push(problemAt({ sheet: walk.sheet.name, row: row.row }, 'row-not-understood'))
}

const finish = (walk: SheetWalk): SheetResult => {
  const { result, sheet, unknownHeaders, formulas } = walk
  const spot = { sheet: sheet.name, row: null }
  if (!result.found) result.problems.push(problemAt(spot, 'sheet-skipped'))
  for (const header of unknownHeaders) result.problems.push(problemAt(spot, 'column-unknown', null, { header }))
  if (formulas > 0) result.problems.push(problemAt(spot, 'formulas', null, { count: formulas }))
  if (sheet.encoding) result.problems.push(problemAt(spot, 'encoding', null, { encoding: sheet.encoding }))
  return result
}
