import { type ZipEntry, zipFile } from './zip-file.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = (targets: [id: string, type: string, target: string][]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

export interface XlsxParts {
  /** XML inside <worksheet>. */
  sheet: string
  /** XML inside <sst>. */
  strings?: string
  /** XML inside <styleSheet>. */
  styles?: string
  /** XML inside <workbook>, before the sheets. */
  workbook?: string
  /** Attributes of the sheet in the workbook. */
  sheetAttributes?: string
}

/** The parts of a workbook of one sheet, as little as Excel would open: for what no library writes. */
export const xlsxEntries = (parts: XlsxParts): ZipEntry[] => {
  const file = (name: string, xml: string): ZipEntry => ({ name, data: Buffer.from(`<?xml version="1.0"?>${xml}`) })
  const sheet = `<sheet name="Sheet 1" sheetId="1" r:id="rId1" ${parts.sheetAttributes ?? ''}/>`
  return [
    file('_rels/.rels', relations([['rId1', 'officeDocument', 'xl/workbook.xml']])),
    file(
      'xl/workbook.xml',
      `<workbook ${main} xmlns:r="${office}">${parts.workbook ?? ''}<sheets>${sheet}</sheets></workbook>`,
    ),
    file(
      'xl/_rels/workbook.xml.rels',
      relations([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'sharedStrings', '/xl/sharedStrings.xml'],
        ['rId3', 'styles', 'styles.xml'],
      ]),
    ),
    file('xl/sharedStrings.xml', `<sst ${main}>${parts.strings ?? ''}</sst>`),
    file('xl/styles.xml', `<styleSheet ${main}>${parts.styles ?? ''}</styleSheet>`),
    file('xl/worksheets/sheet1.xml', `<worksheet ${main}>${parts.sheet}</worksheet>`),
  ]
}

export const xlsxFile = (parts: XlsxParts): Buffer => zipFile(xlsxEntries(parts))
