import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DumpedDatabase } from './indexed-db.ts'
import type { People } from './people.ts'

/** A phone's store as a version of the field app left it behind, with unsent work in it. Never changed after a release. */
export interface StoreFile {
  wire: number
  people: People
  /** What opens it; null: written before there was a lock. */
  pin: string | null
  localStorage: Record<string, string>
  databases: DumpedDatabase[]
  /** What must be found in it: commands without a final verdict, drafts, refused commands that wait for a person. */
  holds: {
    unsent: { id: string; name: string }[]
    kept: { id: string; name: string }[]
    drafts: string[]
    tray: string[]
    /** Photos that the server does not have; those of wire 1 had none. */
    photos?: string[]
  }
}

const folder = resolve(import.meta.dirname, '../fixtures/stores')

export const pathOfStore = (name: string): string => join(folder, `${name}.json`)

/** All of them by name: wire-1, wire-2, ... */
export const storeFiles = (): [name: string, file: StoreFile][] =>
  readdirSync(folder)
    .filter((name) => /^wire-\d+.*\.json$/.test(name))
    .sort()
    .map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(join(folder, name), 'utf8')) as StoreFile])
