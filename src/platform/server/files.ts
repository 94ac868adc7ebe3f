import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { Problem } from '#platform/shared/problem.ts'
import { diskFull } from '#platform/shared/problems.ts'

/** Bytes under a key like 'slips/0192….pdf'; a key is written once and means the same for ever. */
export interface FileStore {
  /** Whole or not at all: readers never see half a file. Throws `disk.full`. */
  put(key: string, bytes: Readable): Promise<{ bytes: number; sha256: string }>
  /** Null when there is no such file. */
  get(key: string): Promise<Readable | null>
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
}

/** Keeps files in a folder (DATA_DIR/files). Its disk must be part of the backup. */
export function folderStore(folder: string): FileStore {
  return {
    put: (key, bytes) => put(pathOf(folder, key), bytes),
    get: (key) => get(pathOf(folder, key)),
    remove: (key) => rm(pathOf(folder, key), { force: true }),
  }
}

/** Keys are made by us; anything else in one is a mistake, and '..' must never leave the folder. */
function pathOf(folder: string, key: string): string {
  if (!/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/.test(key))
    throw new TypeError('a file key that is not allowed')
  return join(resolve(folder), key)
}

async function put(path: string, bytes: Readable): Promise<{ bytes: number; sha256: string }> {
  const draft = `${path}.${randomUUID()}.draft`
  try {
    await mkdir(dirname(path), { recursive: true })
    const written = await write(draft, bytes)
    await rename(draft, path)
    await sync(dirname(path)) // the name itself must survive a power cut
    return written
  } catch (error) {
    bytes.destroy()
    await rm(draft, { force: true })
    throw isFull(error) ? new Problem(diskFull) : error
  }
}

async function write(path: string, source: Readable): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of source) {
      hash.update(chunk)
      bytes += chunk.length
      await file.writeFile(chunk) // all of it, from where the last ended
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function get(path: string): Promise<Readable | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
  return found?.isFile() ? createReadStream(path) : null
}

const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')
