import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder of package.json, absolute. Found by walking up, because this code runs both from src/ (tests, tsx) and
 * bundled from dist/server/.
 */
export const projectRoot: string = findUp(dirname(fileURLToPath(import.meta.url)))

/** Of this program, as package.json says. */
export const productVersion = (): string => JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version

function findUp(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'db', 'migrations'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('package.json with db/migrations beside it was not found')
  return findUp(parent)
}
