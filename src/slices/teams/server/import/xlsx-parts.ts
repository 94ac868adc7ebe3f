import { posix } from 'node:path'
import type { Archive } from './archive.ts'
import { isBuiltInDate, isDateFormat } from './number-formats.ts'
import { readXml } from './xml.ts'

export interface XlsxSheet {
  name: string
  hidden: boolean
  part: string
}

export interface XlsxWorkbook {
  sheets: XlsxSheet[]
  sharedStrings: string | null
  styles: string | null
  from1904: boolean
}

/** A number format by index of cell style. */
export interface CellFormat {
  code?: string
  isDate: boolean
}

interface Relation {
  id: string
  type: string
  target: string
}

/** The main part of an Office document ('xl/workbook.xml', 'word/document.xml'), null when the archive is none. */
export const mainPart = async (archive: Archive): Promise<string | null> => {
  if (!archive.names.has('_rels/.rels')) return null
  const relations = await readRelations(archive, '')
  return relations.find(({ type }) => type === 'officeDocument')?.target ?? null
}

/** Sheets in their order, with the parts they need. */
export const readWorkbook = async (archive: Archive, part: string): Promise<XlsxWorkbook> => {
  const relations = await readRelations(archive, part)
  const target = (type: string) => relations.find((relation) => relation.type === type)?.target ?? null
  const workbook: XlsxWorkbook = {
    sheets: [],
    sharedStrings: target('sharedStrings'),
    styles: target('styles'),
    from1904: false,
  }
  await readXml(archive.stream(part), {
    open: (name, attributes) => {
      if (name === 'workbookPr') workbook.from1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name === 'sheet') workbook.sheets.push(...sheetOf(attributes, relations))
    },
  })
  return workbook
}

/** Texts that cells name by number; readings in another script (rPh) are not part of them. */
export const readSharedStrings = async (archive: Archive, part: string): Promise<string[]> => {
  const strings: string[] = []
  let text = ''
  let taking = false
  let phonetic = false
  await readXml(archive.stream(part), {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      taking = name === 't' && !phonetic
    },
    text: (more) => {
      if (taking) text += more
    },
    close: (name) => {
      taking = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') strings.push(unescapeControls(text))
    },
  })
  return strings
}

/** Number formats of the cell styles, by the style's index. */
export const readFormats = async (archive: Archive, part: string): Promise<CellFormat[]> => {
  const codes = new Map<number, string>()
  const formats: CellFormat[] = []
  let inCellStyles = false
  await readXml(archive.stream(part), {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCellStyles = true
      if (name === 'xf' && inCellStyles) formats.push(formatOf(Number(attributes.numFmtId ?? 0), codes))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return formats
}

/** '_x000D_' stands for a character that XML cannot hold. */
export const unescapeControls = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

const formatOf = (id: number, codes: Map<number, string>): CellFormat => {
  const code = codes.get(id)
  return code === undefined ? { isDate: isBuiltInDate(id) } : { code, isDate: isDateFormat(code) }
}

const sheetOf = (attributes: Record<string, string>, relations: Relation[]): XlsxSheet[] => {
  const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
  const relation = relations.find((candidate) => candidate.id === id && candidate.type === 'worksheet')
  if (!relation) return []
  const hidden = /hidden/i.test(attributes.state ?? '')
  return [{ name: attributes.name ?? '', hidden, part: relation.target }]
}

const readRelations = async (archive: Archive, part: string): Promise<Relation[]> => {
  const folder = posix.dirname(part)
  const relations: Relation[] = []
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  await readXml(archive.stream(file), {
    open: (name, { Id = '', Type = '', Target = '' }) => {
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      if (name === 'Relationship') relations.push({ id: Id, type: Type.split('/').at(-1) ?? '', target })
    },
  })
  return relations
}
