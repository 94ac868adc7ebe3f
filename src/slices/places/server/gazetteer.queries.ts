import type { Kysely } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type CommuneTitles, type FormerUnit, type Gazetteer, gazetteerOf } from '../shared/gazetteer.ts'
import { matchCommune, type PlaceMatch, type PlaceQuestion } from '../shared/match.ts'

/** Everything that `matchCommune` needs to find the communes of one province of today; load it once per import. */
export async function loadGazetteer(db: Kysely<Database>, provinceId: Id): Promise<Gazetteer> {
  const names = await db
    .selectFrom('place')
    .innerJoin('place_name', 'place_name.place_id', 'place.id')
    .select(['place.id', 'place_name.kind', 'place_name.name'])
    .where('place.province_id', '=', provinceId)
    .where('place.level', '=', 'commune')
    .where('place.valid_to', 'is', null)
    .execute()
  return gazetteerOf(byPlace(names), await formerCommunes(db, provinceId))
}

function byPlace(names: readonly { id: Id; kind: string | null; name: string }[]): CommuneTitles[] {
  const titles = new Map<Id, { kind: string; name: string }[]>()
  for (const { id, kind, name } of names) titles.set(id, [...(titles.get(id) ?? []), { kind: kind ?? '', name }])
  return [...titles].map(([placeId, list]) => ({ placeId, titles: list }))
}

const formerCommunes = (db: Kysely<Database>, provinceId: Id): Promise<FormerUnit[]> =>
  formerUnits(db).where('province_id', '=', provinceId).where('level', '=', 'commune').execute()

/** Former units in the shape that the shared rules read. */
export const formerUnits = (db: Kysely<Database>) =>
  db
    .selectFrom('former_unit')
    .select(['list', 'code', 'kind', 'name', 'district', 'province', 'province_code as provinceCode'])
    .select(['succession', 'successor_id as placeId'])

/** One question about one province; for many, load the gazetteer once. */
export const resolveByName = async (
  db: Kysely<Database>,
  provinceId: Id,
  question: PlaceQuestion,
): Promise<PlaceMatch> => matchCommune(await loadGazetteer(db, provinceId), question)
