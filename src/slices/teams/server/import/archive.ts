import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Problem } from '#platform/shared/problem.ts'
import { rosterDamaged, rosterInflates, rosterLocked } from '../../shared/import/refusals.ts'
import { limits } from './limits.ts'

/** A ZIP archive (.xlsx, .ods). What its entries unpack to is counted together, whatever its headers say. */
export interface Archive {
  names: Set<string>
  /** The chunks of an entry as they unpack; throws a Problem beyond the limit, or where the archive is damaged. */
  stream: (name: string) => AsyncGenerator<Buffer>
}

/** Opens an archive. Throws a Problem when it is damaged, or says itself that it is too large. */
export const openArchive = async (file: Buffer, maxBytes: number = limits.inflatedBytes): Promise<Archive> => {
  const { zip, entries } = await readDirectory(file)
  const declared = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (declared > maxBytes) throw tooLarge(maxBytes)
  let left = maxBytes
  const spend = (bytes: number) => {
    left -= bytes
    if (left < 0) throw tooLarge(maxBytes)
  }
  return { names: new Set(entries.keys()), stream: (name) => streamEntry(zip, entries.get(name), spend) }
}

async function* streamEntry(zip: ZipFile, entry: Entry | undefined, spend: (bytes: number) => void) {
  if (!entry) throw new Problem(rosterDamaged)
  if (entry.isEncrypted()) throw new Problem(rosterLocked)
  const stream = await zip.openReadStreamPromise(entry).catch(damaged)
  try {
    for await (const chunk of stream as Readable & AsyncIterable<Buffer>) {
      spend(chunk.length)
      yield chunk
    }
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(rosterDamaged)
  } finally {
    stream.destroy()
  }
}

const readDirectory = async (file: Buffer): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> => {
  try {
    // Sizes are checked by our own count; a false one is no reason to refuse a small file.
    const zip = await fromBufferPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: false })
    if (zip.entryCount > limits.archiveEntries) throw new Problem(rosterDamaged)
    const entries = new Map<string, Entry>()
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
    return { zip, entries }
  } catch {
    throw new Problem(rosterDamaged)
  }
}

const tooLarge = (maxBytes: number): Problem => new Problem(rosterInflates, { limit: Math.round(maxBytes / 1024 ** 2) })

const damaged = (): never => {
  throw new Problem(rosterDamaged)
}
