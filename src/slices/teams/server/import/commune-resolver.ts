import type { Kysely } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { getPlace, loadGazetteer, summariesOf } from '#slices/places/server/public.ts'
import {
  areOldUnits,
  communeAnswer,
  type ImportArea,
  matchCommunes,
  placesOf,
} from '../../shared/import/resolve-communes.ts'
import type { CommuneQuery } from '../../shared/import/types.ts'
import type { RosterPlaces } from './preview-roster.ts'

/** Where a roster belongs, and of when it is, as the person who imports chose it; `placeId`: a province or a commune. */
export interface RosterArea extends Omit<ImportArea, 'gazetteer' | 'communeId'> {
  placeId: Id
}

/** The tree of places as a preview asks it. Answers null when the place is neither a province nor a commune. */
export const rosterPlaces = async (db: Kysely<Database>, area: RosterArea): Promise<RosterPlaces | null> => {
  const place = await getPlace(db, area.placeId)
  const province = place?.breadcrumb.find(({ level }) => level === 'province')
  if (!place || !province || place.level === 'hamlet') return null
  const commune = place.level === 'commune' ? place : null
  const gazetteer = await loadGazetteer(db, province.id)
  const resolve = async (queries: CommuneQuery[], statedDay: Day | null) => {
    const { asOf, matches } = matchCommunes({ ...area, gazetteer, communeId: commune?.id }, queries, statedDay)
    const titles = await summariesOf(db, placesOf(matches))
    const answers = matches.map((match) => communeAnswer(match, (id) => titles.get(id)?.title ?? ''))
    return { asOf, answers, unitsOf: !area.asOf && areOldUnits(asOf) ? asOf : undefined }
  }
  return { resolve, ...(commune && { defaultCommune: { placeId: commune.id, name: commune.title } }) }
}
