import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FileStore, folderStore } from '#platform/server/files.ts'

/** A file store in a folder of its own, which goes when the process ends. */
export function temporaryFiles(): FileStore {
  const folder = mkdtempSync(join(tmpdir(), 'tungnha-files-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folderStore(folder)
}
