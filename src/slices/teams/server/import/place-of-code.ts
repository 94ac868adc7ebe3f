import type { Kysely } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import { resolveCode } from '#slices/places/server/public.ts'
import type { RosterArea } from './commune-resolver.ts'

// Codes that are none of today's are tried as those of the old lists.
const oldDays: Day[] = ['2025-06-30', '2023-12-31']

/**
 * The area that an official code means: two digits a province, three an old district, five a commune. `asOf`: the day of
 * the list, when it is known; then its codes are meant. Null: there is no such place.
 */
export const areaOfCode = async (
  db: Kysely<Database>,
  code: string,
  today: Day,
  asOf?: Day | null,
): Promise<RosterArea | null> => {
  for (const day of asOf ? [asOf] : [today, ...oldDays]) {
    const match = await resolveCode(db, code, day)
    const found = { today, asOf }
    if (match.kind === 'exact') return { ...found, placeId: match.placeId }
    if (match.kind === 'former-district') {
      return { ...found, placeId: match.placeId, district: match.district, formerProvinceCode: match.provinceCode }
    }
    if ('placeId' in match) return { ...found, placeId: match.placeId, formerProvinceCode: match.former.provinceCode }
  }
  return null
}
