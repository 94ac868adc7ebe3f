import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Returns what `file` holds; if it does not exist, creates it with `content`, readable by its owner only.
 * Of two processes that start together one wins and both return the same text: the file appears under its name
 * whole (hard link), never half written. Throws the file system's error.
 */
export function readOrCreateSecret(file: string, content: () => string): string {
  return readIfThere(file) ?? createWhole(file, content())
}

function createWhole(file: string, content: string): string {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8')
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
