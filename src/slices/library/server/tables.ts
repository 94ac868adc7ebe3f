import type { Generated } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { ItemKind, LibraryItem } from '../shared/library.ts'

export interface LibraryItemTable {
  id: string
  kind: ItemKind
  code: string
  place_id: string
  vi: string
  en: string
  counts_only: Generated<boolean>
  season_from: string | null
  season_to: string | null
  steps: LibraryItem['steps']
  position: Generated<number>
  retired_on: Day | null
  shipped: Generated<boolean>
}

declare module '#platform/server/schema.ts' {
  interface Database {
    library_item: LibraryItemTable
  }
}
