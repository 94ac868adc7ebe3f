import { SaxesParser } from 'saxes'
import { Problem } from '#platform/shared/problem.ts'
import { rosterDamaged } from '../../shared/import/refusals.ts'

/** What a reader of XML is told; names come without their prefix ('x:row' is 'row'). */
export interface XmlReader {
  open?: (name: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/**
 * Reads XML as it comes, in memory that does not grow with it. Entities that a document defines are never expanded and
 * nothing outside it is fetched. Throws a Problem where it is not well-formed.
 */
export const readXml = async (chunks: AsyncIterable<Buffer>, reader: XmlReader): Promise<void> => {
  const parser = new SaxesParser({ position: false })
  parser.on('error', () => {
    throw new Problem(rosterDamaged)
  })
  if (reader.open)
    parser.on('opentag', (tag) => reader.open?.(local(tag.name), tag.attributes as Record<string, string>))
  if (reader.text) {
    parser.on('text', reader.text)
    parser.on('cdata', reader.text)
  }
  if (reader.close) parser.on('closetag', (tag) => reader.close?.(local(tag.name)))
  const decoder = new TextDecoder()
  for await (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }))
  parser.close()
}

const local = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
