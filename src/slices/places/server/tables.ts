import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { FormerList, Succession } from '../shared/gazetteer.ts'
import type { PlaceLevel } from '../shared/kinds.ts'

/** What each column means stands in db/migrations/20261122-01-places.sql. */
export interface PlaceTable {
  id: Id
  parent_id: Id | null
  level: PlaceLevel
  province_id: Id | null
  commune_id: Id | null
  path: Id[]
  kind: string | null
  name: string
  folded: string
  name_key: string
  sort_key: string
  words: string
  search: GeneratedAlways<string>
  is_minority_area: boolean | null
  is_border: boolean | null
  is_island: boolean | null
  is_difficult: boolean | null
  valid_from: Day
  valid_to: Day | null
  created_at: Generated<Date>
}

export interface PlaceNameTable {
  place_id: Id
  kind: string | null
  name: string
  valid_from: Day
  valid_to: Day | null
  basis: string | null
}

export interface PlaceCodeTable {
  place_id: Id
  scheme: string
  code: string
  valid_from: Day
  valid_to: Day | null
}

/** Written once, by the loader. */
type Fixed<T> = ColumnType<T, T, never>

export interface FormerUnitTable {
  id: Fixed<Id>
  list: Fixed<FormerList>
  level: Fixed<'province' | 'commune'>
  code: Fixed<string>
  kind: Fixed<string>
  name: Fixed<string>
  folded: Fixed<string>
  name_key: Fixed<string>
  district: Fixed<string | null>
  district_code: Fixed<string | null>
  province_code: Fixed<string>
  province: Fixed<string>
  province_id: Fixed<Id>
  succession: Fixed<Succession>
  successor_id: Fixed<Id | null>
  continues: Fixed<boolean>
  words: Fixed<string>
  search: GeneratedAlways<string>
}

declare module '#platform/server/schema.ts' {
  interface Database {
    place: PlaceTable
    place_name: PlaceNameTable
    place_code: PlaceCodeTable
    former_unit: FormerUnitTable
  }
}
