import { isColumnNumber, isSignatureText, isTotalText } from '#platform/shared/sheets/row-words.ts'
import { cellText, isBlank, type SheetRow } from '#platform/shared/sheets/sheet.ts'
import { isNothing } from './cell-values.ts'
import { readGroupRow } from './group-rows.ts'
import type { Layout } from './layout.ts'
import { readRole } from './roles.ts'
import type { ColumnKind } from './types.ts'

/** What a row of a table is. */
export type RowKind =
  | { kind: 'member'; name: string }
  | { kind: 'nameless' }
  | { kind: 'commune' | 'district' | 'team' | 'unknown'; text: string }
  | { kind: 'total'; text: string }
  | { kind: 'signature' }
  | { kind: 'nothing' }

/** Reads a row below the header; `ended` after a total or a signature, when only numbered rows are still members. */
export const readRow = (row: SheetRow, layout: Layout, ended: boolean): RowKind => {
  const texts = row.cells.map(cellText).filter((text) => text !== '')
  const first = texts[0]
  const name = nameOf(row, layout)
  if (first === undefined || texts.every(isColumnNumber)) return { kind: 'nothing' }
  const numbered = isNumbered(row, layout)
  if (!numbered && (isTotalText(first) || isTotalText(name))) return { kind: 'total', text: texts.join(' ') }
  if (!numbered && !saysMore(row, layout) && texts.some(isSignatureText)) return { kind: 'signature' }
  const group = groupOf(row, layout, texts, name)
  if (group) return ended && group.kind === 'unknown' ? { kind: 'nothing' } : group
  if (ended && !numbered) return { kind: 'nothing' }
  if (!isNothing(name)) return { kind: 'member', name }
  return saysMore(row, layout) || hasAny(row, layout, detailColumns) ? { kind: 'nameless' } : { kind: 'nothing' }
}

const detailColumns: ColumnKind[] = ['organisation', 'birth', 'birthMale', 'birthFemale', 'joined']

const nameOf = ({ cells }: SheetRow, { columns }: Layout): string =>
  [...(columns.family ?? []), ...(columns.name ?? []), ...(columns.given ?? [])]
    .map((column) => cellText(cells[column]))
    .filter((text) => text !== '')
    .join(' ')

const isNumbered = ({ cells }: SheetRow, { columns }: Layout): boolean =>
  (columns.number ?? []).some((column) => /^\d+\.?$/.test(cellText(cells[column])))

/** Does the row hold what only a member has: a phone or a role? */
const saysMore = ({ cells }: SheetRow, { columns }: Layout): boolean =>
  (columns.phone ?? []).some((column) => /\d{5}/.test(cellText(cells[column]).replace(/\D/g, ''))) ||
  (columns.role ?? []).some((column) => !isBlank(cells[column]) && readRole(cellText(cells[column])).known)

const hasAny = ({ cells }: SheetRow, { columns }: Layout, kinds: ColumnKind[]): boolean =>
  kinds.some((kind) => (columns[kind] ?? []).some((column) => !isBlank(cells[column])))

/**
 * The row as a heading of what follows: its only text, or its ordinal and its only text. What stands in the columns of
 * commune and hamlet is no heading: it belongs to the members below by its column.
 */
const groupOf = (row: SheetRow, layout: Layout, texts: string[], name: string): RowKind | null => {
  const filled = row.cells.flatMap((cell, column) => (isBlank(cell) ? [] : [column]))
  const numbers = layout.columns.number ?? []
  const others = filled.filter((column) => !numbers.includes(column))
  if (others.length > 1 || hasAny(row, layout, ['commune', 'hamlet', 'district'])) return null
  const [ordinal = '', ...rest] = texts
  const heading = others.length === 0 || rest.length === 0 ? texts.join(' ') : `${ordinal}. ${rest.join(' ')}`
  if (others.length === 0 && /^[\dIVXLC.]+$/.test(heading)) return null
  const group = readGroupRow(heading)
  // A name alone in its column is a member of whom nothing more is known.
  if (name !== '' && !isHeadingOf(group.kind, ordinal, name)) return null
  return group.kind === 'unknown' && isRemark(heading) ? { kind: 'nothing' } : group
}

const isHeadingOf = (kind: string, ordinal: string, name: string): boolean =>
  kind !== 'unknown' && (readGroupRow(name).kind !== 'unknown' || /^[IVXLC]+\.?$/.test(ordinal))

const isRemark = (text: string): boolean => /^[(*]|^(ghi chú|lưu ý|chú thích)/i.test(text.normalize('NFC'))
