import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '#platform/shared/problem.ts'
import { rosterRefusals } from '../../shared/import/refusals.ts'
import { xlsxEntries, xlsxFile } from '../../testing/xlsx-file.ts'
import { type ZipEntry, zipFile } from '../../testing/zip-file.ts'
import { readAny } from './read-any.ts'
import { readWorkbook } from './read-workbook.ts'
import type { ReaderLine } from './sheet-sink.ts'

const inFull = { timeout: 90_000 }
const megabyte = 1024 ** 2

/** How the file was refused, as the person reads it. */
const refusal = async (reading: Promise<unknown>): Promise<Problem['body']> => {
  const outcome = await reading.catch((error) => error)
  if (!(outcome instanceof Problem)) throw new Error(`not refused: ${outcome}`)
  return outcome.body
}
/** Most is read in this process, since a child takes a second to start; what could harm is read as the server does. */
const refused = (file: Buffer, name: string) => refusal(readAny(file, name, () => undefined))
const refusedInChild = (file: Buffer | string, name: string) => refusal(readWorkbook(file, name))
const rowsRead = async (file: Buffer, name: string) => {
  const lines: ReaderLine[] = []
  await readAny(file, name, (line) => lines.push(line))
  return lines.flatMap((line) => (line[0] === 'row' ? [line[1]] : []))
}

const row = (number: number, ...texts: string[]) =>
  `<row r="${number}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
const oneRow = `<sheetData>${row(1, 'Họ và tên')}</sheetData>`

/** A workbook whose sheet unpacks to so many megabytes. */
const bomb = (megabytes: number, statedSize?: number): Buffer => {
  const entries = xlsxEntries({ sheet: oneRow })
  const sheet = entries.find(({ name }) => name.endsWith('sheet1.xml')) as ZipEntry
  const [start, end] = sheet.data.toString().split('</sheetData>')
  const data = Buffer.concat([
    Buffer.from(`${start}`),
    Buffer.alloc(megabytes * megabyte, ' '),
    Buffer.from(`</sheetData>${end}`),
  ])
  return zipFile(entries.map((entry) => (entry === sheet ? { ...entry, data, statedSize } : entry)))
}

describe('a file that is no roster is refused with what to do', inFull, () => {
  const page =
    '<!DOCTYPE html><html><head><title>Đăng nhập</title></head><body><table><tr><td>Họ và tên</td></tr></table></body></html>'
  test.each<[string, string, Buffer, string]>([
    ['nothing in it', 'a.xlsx', Buffer.alloc(0), 'roster.empty'],
    ['only blank lines', 'a.csv', Buffer.from(' \r\n\r\n\t\r\n'), 'roster.empty'],
    [
      'a workbook without a filled cell',
      'a.xlsx',
      xlsxFile({ sheet: '<sheetData><row r="1"><c r="A1" s="1"/></row></sheetData>' }),
      'roster.empty',
    ],
    ['a web page', 'danh-sach.xlsx', Buffer.from(page), 'roster.web-page'],
    ['a web page with a mark and blanks before', 'danh-sach.xls', Buffer.from(`\ufeff\n  ${page}`), 'roster.web-page'],
    [
      'a table of HTML that calls itself .xls',
      'a.xls',
      Buffer.from('<table><tr><td>An</td></tr></table>'),
      'roster.web-page',
    ],
    ['other XML', 'a.xml', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'roster.wrong-type'],
    ['a PDF', 'a.xlsx', Buffer.from('%PDF-1.7\n…'), 'roster.wrong-type'],
    ['a photo', 'a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'roster.wrong-type'],
    [
      'an archive of something else',
      'a.zip',
      zipFile([{ name: 'a.txt', data: Buffer.from('x') }]),
      'roster.wrong-type',
    ],
    ['half a workbook', 'a.xlsx', xlsxFile({ sheet: oneRow }).subarray(0, 700), 'roster.damaged'],
    ['noise called .xlsx', 'a.xlsx', Buffer.from('This was a workbook once.'), 'roster.damaged'],
    ['noise called .csv', 'a.csv', Buffer.from([1, 2, 3, 4, 5, 200, 201, 7]), 'roster.wrong-type'],
    ['XML that is not well-formed', 'a.xlsx', xlsxFile({ sheet: '<sheetData><row></sheetData>' }), 'roster.damaged'],
    [
      'half an old workbook',
      'a.xls',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('Workbook', 'utf16le')]),
      'roster.damaged',
    ],
    [
      'a Word file of before 2007',
      'a.doc',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('WordDocument', 'utf16le')]),
      'roster.wrong-type',
    ],
    [
      'a password',
      'a.xlsx',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'roster.locked',
    ],
  ])('%s (%s)', async (_, name, file, expected) => {
    expect((await refused(file, name)).code).toBe(expected)
  })

  test('tables of LibreOffice with a password', async () => {
    const manifest = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    const entries = { 'content.xml': 'k3j4h5', 'META-INF/manifest.xml': manifest }
    const file = zipFile(Object.entries(entries).map(([name, text]) => ({ name, data: Buffer.from(text) })))
    expect(await refused(file, 'a.ods')).toMatchObject({ code: 'roster.locked' })
  })

  test('a Word file, and says which kind it found', async () => {
    const [rels] = xlsxEntries({ sheet: '' })
    const data = Buffer.from(rels?.data.toString().replace('xl/workbook.xml', 'word/document.xml') ?? '')
    const word = await refused(zipFile([{ name: '_rels/.rels', data }]), 'a.docx')
    expect(word).toMatchObject({ code: 'roster.wrong-type', details: { found: 'Word' } })
    expect(word.vi).toContain('Word')
  })

  test('a file that is not there is a fault, not a refusal', async () => {
    await expect(readWorkbook('/nowhere/a.xlsx', 'a.xlsx')).rejects.toThrow('ENOENT')
  })
})

describe('a file that is too much', inFull, () => {
  test('larger than 50 MB', async () => {
    expect(await refusedInChild(Buffer.alloc(50 * megabyte + 1), 'a.xlsx')).toMatchObject({
      code: 'roster.too-large',
      details: { limit: 50 },
    })
  })

  test('unpacks to more than 200 MB and says so', async () => {
    expect(await refused(bomb(201), 'a.xlsx')).toMatchObject({ code: 'roster.inflates' })
  })

  test('unpacks to more than 200 MB and lies about it', async () => {
    expect(await refused(bomb(230, 1000), 'a.xlsx')).toMatchObject({ code: 'roster.inflates', details: { limit: 200 } })
  })

  test('a false size in the header of a small file is no reason to refuse it', async () => {
    const entries = xlsxEntries({ sheet: oneRow }).map((entry) => ({ ...entry, statedSize: 7 }))
    expect(await rowsRead(zipFile(entries), 'a.xlsx')).toEqual([1])
  })

  test('the same in the tables of LibreOffice', async () => {
    const content = Buffer.concat([Buffer.from('<a>'), Buffer.alloc(201 * megabyte, ' '), Buffer.from('</a>')])
    const file = zipFile([{ name: 'content.xml', data: content, statedSize: 9 }])
    expect(await refused(file, 'a.ods')).toMatchObject({ code: 'roster.inflates' })
  })

  test('a text that would grow without end is not expanded', async () => {
    const entities = [...Array(20).keys()].map((i) => `<!ENTITY l${i + 1} "&l${i};&l${i};&l${i};&l${i};">`).join('')
    const entries = xlsxEntries({ sheet: `<sheetData>${row(1, '&l20;')}</sheetData>` }).map((entry) => ({
      ...entry,
      data: Buffer.from(entry.data.toString().replace('?>', `?><!DOCTYPE worksheet [<!ENTITY l0 "ha">${entities}]>`)),
    }))
    expect(await refused(zipFile(entries), 'a.xlsx')).toMatchObject({ code: 'roster.damaged' })
  })

  test('100,000 empty rows: only what stands in the others counts', async () => {
    const empty = [...Array(100_000).keys()].map((i) => `<row r="${i + 2}"><c r="A${i + 2}" s="1"/></row>`).join('')
    const last = row(100_002, 'Nguyễn Văn An')
    const sheet = `<sheetData>${row(1, 'Họ và tên')}${empty}${last}</sheetData>`
    expect(await rowsRead(xlsxFile({ sheet }), 'a.xlsx')).toEqual([1, 100_002])
    expect(await refused(xlsxFile({ sheet: `<sheetData>${empty}</sheetData>` }), 'a.xlsx')).toMatchObject({
      code: 'roster.empty',
    })
  })

  test('100,000 empty rows of a CSV', async () => {
    expect(await rowsRead(Buffer.from(`Họ và tên,Xã\n${',\n'.repeat(100_000)}An,Xã A\n`), 'a.csv')).toEqual([
      1, 100_002,
    ])
  })

  test('more rows than the whole network has members', async () => {
    expect(await refused(Buffer.from('An,Xã A\n'.repeat(400_001)), 'a.csv')).toMatchObject({
      code: 'roster.too-many-rows',
      details: { limit: 400_000 },
    })
  })

  test('more columns than a roster has, or one that claims to stand a million columns off', async () => {
    expect(await refused(Buffer.from('a,'.repeat(300)), 'a.csv')).toMatchObject({ code: 'roster.too-many-columns' })
    const far = '<sheetData><row r="1"><c r="ZZZZZ1" t="inlineStr"><is><t>An</t></is></c></row></sheetData>'
    expect(await refused(xlsxFile({ sheet: far }), 'a.xlsx')).toMatchObject({ code: 'roster.too-many-columns' })
  })

  test.each([
    [2, 1_000_000, 'roster.too-many-rows'],
    [250, 100_000, 'roster.too-heavy'],
    [300, 1, 'roster.too-many-columns'],
  ])('says that it repeats: %i cells in %i rows', async (columns, rows, expected) => {
    const repeated = `office:value-type="string" table:number-columns-repeated="${columns}"`
    const cell = `<table:table-cell ${repeated}><text:p>An</text:p></table:table-cell>`
    const row = `<table:table-row table:number-rows-repeated="${rows}">${cell}</table:table-row>`
    const content = `<content><table:table table:name="T">${row}</table:table></content>`
    const file = zipFile([{ name: 'content.xml', data: Buffer.from(content) }])
    expect(await refused(file, 'a.ods')).toMatchObject({ code: expected })
  })
})

describe('the server meanwhile', inFull, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tungnha-roster-'))
  const server = createServer((_, reply) => reply.end('ok'))
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })

  test('answers, and keeps its memory', async () => {
    const file = join(folder, 'bomb.xlsx')
    writeFileSync(file, bomb(230, 1000))
    const { port } = server.address() as { port: number }
    const before = process.memoryUsage().rss
    let over = false
    const reading = refusedInChild(file, 'bomb.xlsx').finally(() => {
      over = true
    })
    let answers = 0
    while (!over) answers += (await (await fetch(`http://127.0.0.1:${port}/`)).text()) === 'ok' ? 1 : 0
    expect(await reading).toMatchObject({ code: 'roster.inflates' })
    expect(answers).toBeGreaterThan(10)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * megabyte)
  })

  test('reads a good file right after', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('A').addRow(['Họ và tên'])
    expect(await readWorkbook(Buffer.from(await book.xlsx.writeBuffer()), 'a.xlsx')).toHaveLength(1)
  })
})

test('every refusal has a sentence in both languages that says what to do', () => {
  for (const { vi, en } of rosterRefusals) {
    expect(vi).toMatch(/[Hh]ãy /)
    expect(en.length).toBeGreaterThan(40)
  }
})
