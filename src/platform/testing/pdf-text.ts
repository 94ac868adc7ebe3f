import { inflateSync } from 'node:zlib'

/**
 * The words of a PDF that we made (Typst writes fonts with Identity-H and a ToUnicode map), a line for each piece of text
 * as it was set; and the number of pages. Not a reader for anybody else's PDF: it saves the tests a program to install.
 */
export function readPdf(pdf: Buffer): { pages: number; text: string } {
  const objects = objectsOf(pdf.toString('latin1'))
  const maps = fontMaps(objects)
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  const lines = pages.flatMap(({ head }) => {
    const contents = objects.get(Number(/\/Contents (\d+) 0 R/.exec(head)?.[1]))
    return contents ? linesOf(streamOf(contents), (font) => maps.get(fontObject(head, objects, font)) ?? new Map()) : []
  })
  return { pages: pages.length, text: lines.join('\n').normalize('NFC') }
}

interface PdfObject {
  head: string
  stream: string | null
}

function objectsOf(file: string): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>()
  for (const [, number, body = ''] of file.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.search(/\bstream\r?\n/)
    const stream =
      at < 0
        ? null
        : body
            .slice(at)
            .replace(/^stream\r?\n/, '')
            .replace(/\r?\n?endstream\s*$/, '')
    objects.set(Number(number), { head: at < 0 ? body : body.slice(0, at), stream })
  }
  return objects
}

function streamOf({ head, stream }: PdfObject): string {
  const bytes = Buffer.from(stream ?? '', 'latin1')
  return (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
}

/** Glyph numbers to characters, by the number of the font's object. */
function fontMaps(objects: Map<number, PdfObject>): Map<number, Map<number, string>> {
  const maps = new Map<number, Map<number, string>>()
  for (const [number, { head }] of objects) {
    const unicode = objects.get(Number(/\/ToUnicode (\d+) 0 R/.exec(head)?.[1]))
    if (unicode) maps.set(number, glyphMap(streamOf(unicode)))
  }
  return maps
}

function glyphMap(cmap: string): Map<number, string> {
  const map = new Map<number, string>()
  for (const [, block = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g))
      map.set(Number.parseInt(glyph, 16), Buffer.from(text, 'hex').swap16().toString('utf16le'))
  return map
}

/** '/f0' of a page is object 156: its resources name it, themselves or in an object of their own. */
function fontObject(page: string, objects: Map<number, PdfObject>, font: string): number {
  const resources = objects.get(Number(/\/Resources (\d+) 0 R/.exec(page)?.[1]))?.head ?? page
  return Number(new RegExp(`/${font} (\\d+) 0 R`).exec(resources)?.[1])
}

function linesOf(content: string, mapOf: (font: string) => Map<number, string>): string[] {
  let glyphs = new Map<number, string>()
  const lines: string[] = []
  for (const [, font, array] of content.matchAll(/\/(\w+) [\d.]+ Tf|\[((?:\((?:\\[\s\S]|[^\\)])*\)|[^\]()])*)\] TJ/g)) {
    if (font) glyphs = mapOf(font)
    else lines.push(textOf(array ?? '', glyphs))
  }
  return lines
}

function textOf(array: string, glyphs: Map<number, string>): string {
  const strings = [...array.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)/g)].map(([, inner = '']) => unescaped(inner))
  const bytes = Buffer.from(strings.join(''), 'latin1')
  return Array.from({ length: bytes.length / 2 }, (_, index) => glyphs.get(bytes.readUInt16BE(index * 2)) ?? '').join(
    '',
  )
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, sign: string) =>
    /^[0-7]/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8)) : (escapes[sign] ?? sign),
  )
