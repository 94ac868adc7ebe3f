import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const files = [
  'package-lock.json',
  'vite.config.ts',
  'lingui.config.ts',
  'tsconfig.base.json',
  'scripts/build.mjs',
  'scripts/app-parts.ts',
]

/**
 * A hash of everything that goes into the build. By content, not by time: after `git checkout`, an unpacked archive or a
 * deleted file the times say nothing.
 */
export function sourceHash(root) {
  const hash = createHash('sha256')
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isLeftOut(entry))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const path of [...files.map((name) => join(root, name)).filter(existsSync), ...sources])
    hash.update(`${path.slice(root.length)}\0`).update(readFileSync(path))
  return hash.digest('hex')
}

/** Whether dist/ was built from these sources. */
export const isBuilt = (root) => existsSync(stamp(root)) && readFileSync(stamp(root), 'utf8') === sourceHash(root)

/** Says that dist/ was built from the sources with that hash. */
export const markBuilt = (root, hash) => writeFileSync(stamp(root), hash)

const stamp = (root) => join(root, 'dist', '.built-from')

// Tests are not in the build; compiled catalogues are made by it.
function isLeftOut({ name, parentPath }) {
  return /\.test\.tsx?$/.test(name) || (/\/locales\//.test(parentPath) && name.endsWith('.ts'))
}
