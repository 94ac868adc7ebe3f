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
  let words: string[] = []
  let strings: string[] = []
  const lines: string[] = []
  for (const token of tokensOf(content)) {
    if (token.startsWith('(')) strings.push(token.slice(1))
    else if (/\S/.test(token)) words.push(token)
    if (token === 'Tf') glyphs = mapOf(words.at(-3)?.slice(1) ?? '')
    if (token === 'TJ' || token === 'Tj') lines.push(textOf(strings.join(''), glyphs))
    if (token === 'TJ' || token === 'Tj' || token === 'BT') [words, strings] = [[], []]
  }
  return lines
}

/** Words, and strings marked by a leading parenthesis, their escapes undone. Pairs of parentheses stand in strings as they are. */
function* tokensOf(content: string): Generator<string> {
  const word = /[^\s[\]<>()]+|[\s\S]/y
  for (let at = 0; at < content.length; at = word.lastIndex) {
    word.lastIndex = at
    if (content[at] === '(') {
      const { text, end } = readString(content, at)
      yield `(${text}`
      word.lastIndex = end
    } else yield word.exec(content)?.[0] ?? ''
  }
}

function readString(content: string, start: number): { text: string; end: number } {
  let depth = 0
  let text = ''
  let at = start
  do {
    const sequence = /\\([0-7]{1,3}|[\s\S])/y
    sequence.lastIndex = at
    const escaped = sequence.exec(content)
    const sign = content[at] ?? ''
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (escaped) text += unescaped(escaped[1] ?? '')
    else if (at > start && depth > 0) text += sign
    at += escaped?.[0].length ?? 1
  } while (depth > 0 && at < content.length)
  return { text, end: at }
}

function textOf(latin1: string, glyphs: Map<number, string>): string {
  const bytes = Buffer.from(latin1, 'latin1')
  return Array.from({ length: bytes.length >> 1 }, (_, index) => glyphs.get(bytes.readUInt16BE(index * 2)) ?? '').join(
    '',
  )
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const unescaped = (sign: string): string =>
  /^[0-7]/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8)) : (escapes[sign] ?? sign)
