import type { Kysely } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type FormerUnit, presentUnitsSince } from '../shared/gazetteer.ts'
import { followSuccession, listsFor, type PlaceMatch } from '../shared/match.ts'
import { formerUnits } from './gazetteer.queries.ts'
import { presentScheme } from './official-ids.ts'

/** Besides what a name can mean: an old district, which lies in the given province of today. */
export type CodeMatch = PlaceMatch | { kind: 'former-district'; placeId: Id; district: string; provinceCode: string }

/**
 * The place an official code meant on a day: two digits a province, three an old district, five a commune. Codes were
 * given to other units in 2025, so the day decides: before 1 July 2025 the old lists, from then on the present codes.
 */
export async function resolveCode(db: Kysely<Database>, code: string, asOf: Day): Promise<CodeMatch> {
  if (asOf >= presentUnitsSince) return presentCode(db, code, asOf)
  if (code.length === 3) return formerDistrict(db, code)
  const units = await formerUnits(db).where('code', '=', code).where('level', '=', levelOf(code)).execute()
  return units.length > 0 ? followCode(units, asOf) : { kind: 'unknown', former: null }
}

const levelOf = (code: string) => (code.length === 2 ? 'province' : 'commune')

async function presentCode(db: Kysely<Database>, code: string, asOf: Day): Promise<PlaceMatch> {
  const row = await db
    .selectFrom('place_code')
    .select('place_id')
    .where('scheme', '=', presentScheme)
    .where('code', '=', code)
    .where('valid_from', '<=', asOf)
    .where((is) => is.or([is('valid_to', 'is', null), is('valid_to', '>', asOf)]))
    .executeTakeFirst()
  return row ? { kind: 'exact', placeId: row.place_id } : { kind: 'unknown', former: null }
}

/** The list nearest to the day decides; between the two lists, a unit that both know by another name is asked for. */
function followCode(units: readonly FormerUnit[], asOf: Day): PlaceMatch {
  const [first = '2025-06-30'] = listsFor(asOf)
  const isBetween = asOf >= '2024-01-01' && asOf < '2025-06-30'
  const nearest = units.filter((unit) => unit.list === first)
  return followSuccession(isBetween || nearest.length === 0 ? units : nearest)
}

async function formerDistrict(db: Kysely<Database>, code: string): Promise<CodeMatch> {
  const row = await db
    .selectFrom('former_unit')
    .select(['district', 'province_code as provinceCode', 'province_id as placeId'])
    .where('list', '=', '2023-04')
    .where('district_code', '=', code)
    .limit(1)
    .executeTakeFirst()
  if (!row?.district) return { kind: 'unknown', former: null }
  return { kind: 'former-district', placeId: row.placeId, district: row.district, provinceCode: row.provinceCode }
}
