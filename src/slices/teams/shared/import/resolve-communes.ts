import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import {
  type Gazetteer,
  matchCommune,
  type PlaceMatch,
  placeTitle,
  presentUnitsSince,
} from '#slices/places/shared/public.ts'
import type { CommuneAnswer, CommuneQuery } from './types.ts'

/** Where an import takes place, as the person who imports chose it. */
export interface ImportArea {
  gazetteer: Gazetteer
  today: Day
  /** The day of the list, if the person said it: its units are meant. */
  asOf?: Day | null
  /** Only this commune: rows of others do not belong here. */
  communeId?: Id | null
  /** Units of before July 2025 that narrow the old names: a district's title, a province's code of then. */
  district?: string | null
  formerProvinceCode?: string | null
}

export interface MatchedCommunes {
  /** The day whose units were meant. */
  asOf: Day
  /** One for each query, in order. */
  matches: PlaceMatch[]
}

// Days on which each of the old lists was in force.
const oldDays: Day[] = ['2025-06-30', '2023-12-31']

/**
 * What the communes of a file mean. Without a day chosen, the units of the day that the file states, of today or of the
 * old lists are meant: those that know most of its names; the first of them where they know equally many.
 */
export const matchCommunes = (area: ImportArea, queries: CommuneQuery[], statedDay: Day | null): MatchedCommunes => {
  const stated = statedDay && statedDay <= area.today ? [statedDay] : []
  const days = area.asOf ? [area.asOf] : [...stated, area.today, ...oldDays]
  const readings = days.map((asOf) => ({ asOf, matches: queries.map((query) => matchOne(area, query, asOf)) }))
  return readings.reduce((best, reading) => (known(reading) > known(best) ? reading : best))
}

/** Are these units other than today's? */
export const areOldUnits = (asOf: Day): boolean => asOf < presentUnitsSince

/** A match in the words of the import; `titleOf` gives a place's title of today. */
export const communeAnswer = (match: PlaceMatch, titleOf: (placeId: Id) => string): CommuneAnswer => {
  if (match.kind === 'unknown') return { kind: 'unknown' }
  if (match.kind === 'ambiguous') {
    return { kind: 'proposals', places: match.proposals.map(({ placeId }) => ({ placeId, name: titleOf(placeId) })) }
  }
  const { placeId } = match
  if (match.kind === 'exact') return { kind: 'match', placeId, name: titleOf(placeId) }
  const formerName = placeTitle(match.former.kind, match.former.name)
  return { kind: 'succession', placeId, name: titleOf(placeId), formerName, ask: match.kind === 'to-confirm' }
}

/** The places that matches lead to. */
export const placesOf = (matches: PlaceMatch[]): Id[] => [
  ...new Set(
    matches.flatMap((match) => {
      if (match.kind === 'ambiguous') return match.proposals.map(({ placeId }) => placeId)
      return match.kind === 'unknown' ? [] : [match.placeId]
    }),
  ),
]

/** The district of a title may be none ("THÀNH PHỐ HÀ NỘI"): where it leads nowhere, it is forgotten. */
const matchOne = (area: ImportArea, query: CommuneQuery, asOf: Day): PlaceMatch => {
  const within = (district: string | null | undefined) => {
    const { gazetteer, formerProvinceCode } = area
    return matchCommune(gazetteer, { text: query.text, asOf, district, formerProvinceCode })
  }
  const first = within(query.district ?? area.district)
  const match = query.district && !isDecided(first) ? within(area.district) : first
  const elsewhere = area.communeId && isDecided(match) && match.placeId !== area.communeId
  return elsewhere ? { kind: 'unknown', former: null } : match
}

const known = ({ matches }: MatchedCommunes): number => matches.filter(isDecided).length

const isDecided = (match: PlaceMatch): match is Extract<PlaceMatch, { placeId: Id }> => 'placeId' in match
