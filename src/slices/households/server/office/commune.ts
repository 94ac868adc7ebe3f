import type { Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { placeTitle } from '#slices/places/shared/public.ts'
import { calendarOfNation, registerOfCommune, ruleOfProvince } from '../../shared/office-problems.ts'

export interface CommuneOfRegister {
  id: Id
  title: string
  provinceId: Id
}

/** The commune with this id. Throws `register.commune-only` for any other place. */
export const communeWithId = async (trx: Transaction<Database>, id: Id): Promise<CommuneOfRegister> => {
  const place = await trx
    .selectFrom('place')
    .select(['id', 'level', 'kind', 'name', 'province_id as provinceId'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (place?.level !== 'commune' || !place.provinceId) throw new Problem(registerOfCommune)
  return { id, title: placeTitle(place.kind, place.name), provinceId: place.provinceId }
}

/** Today in Vietnam. */
export const today = (): Day => dayInVietnam(Date.now())

/** The province with this id. Throws `rule.province-only` for any other place. */
export const provinceWithId = async (trx: Transaction<Database>, id: Id): Promise<{ id: Id }> => {
  const place = await trx.selectFrom('place').select('level').where('id', '=', id).executeTakeFirst()
  if (place?.level !== 'province') throw new Problem(ruleOfProvince)
  return { id }
}

/** The country. Throws `calendar.nation-only` for any other place. */
export const nationWithId = async (trx: Transaction<Database>, id: Id): Promise<{ id: Id }> => {
  const place = await trx.selectFrom('place').select('level').where('id', '=', id).executeTakeFirst()
  if (place?.level !== 'nation') throw new Problem(calendarOfNation)
  return { id }
}
