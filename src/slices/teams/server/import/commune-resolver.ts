import type { Kysely } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { loadGazetteer, pathOfPlace, summariesOf } from '#slices/places/server/public.ts'
import { areOldUnits, communeAnswer, type ImportArea, matchCommunes, placesOf } from '../../shared/import/resolve-communes.ts'
import type { CommuneOption, CommuneQuery } from '../../shared/import/types.ts'
import type { RosterPlaces } from './preview-roster.ts'

/** Where and of when a roster is; `placeId` is a province or a commune. */
export interface RosterArea extends Pick<ImportArea, 'today' | 'asOf' | 'district' | 'formerProvinceCode'> {
  placeId: Id
}
