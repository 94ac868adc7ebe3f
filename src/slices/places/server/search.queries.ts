import { type Kysely, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { placeTitle } from '../shared/kinds.ts'
import type { SearchHit } from '../shared/place.ts'
import { bestHits, type Candidate } from './rank-hits.ts'
import { wordsOfQuery } from './words.ts'

/** However broad the search, no more rows than this are read and ranked, per table and way of finding. */
const candidatesMax = 200

/**
 * Places by name for a search box, best first: words may be begun ("chau tha"), without marks, followed by words of the
 * places above ("chau thanh an giang"). Old names find their successors. Only what lies in or below the `granted` places.
 */
export async function searchPlaces(
  db: Kysely<Database>,
  text: string,
  granted: readonly Id[],
  hitsMax = 20,
): Promise<SearchHit[]> {
  const words = wordsOfQuery(text)
  if (words.length === 0) return []
  const present = await presentHits(db, words, granted)
  const former = await formerHits(db, words, granted)
  return bestHits([...present, ...former], text, words, hitsMax)
}

interface Row {
  id: Id
  level: SearchHit['place']['level']
  kind: string | null
  name: string
  commune: { kind: string; name: string } | null
  province: { kind: string; name: string } | null
}

// Two ways of finding, each with an index: names that begin so (bounded even for one letter), and all words anywhere.
const matching = (words: readonly string[]) => {
  const begins = `${words.join(' ')}%`
  const query = words.map((word) => `'${word}':*`).join(' & ')
  return { begins: sql`folded like ${begins}`, contains: sql`search @@ to_tsquery('simple', ${query})` }
}

async function presentHits(
  db: Kysely<Database>,
  words: readonly string[],
  granted: readonly Id[],
): Promise<Candidate[]> {
  const { begins, contains } = matching(words)
  const inScope = sql`valid_to is null and path && ${granted}::uuid[]`
  // Official units and hamlets apart, each with its own indexes: the migration says why.
  const ids = [sql`level <> 'hamlet'`, sql`level = 'hamlet'`].map(
    (level) => sql`
      (select id from place where ${level} and ${begins} and ${inScope} order by folded limit ${candidatesMax})
      union
      (select id from place where ${level} and ${contains} and ${inScope} limit ${candidatesMax})`,
  )
  const { rows } = await sql<Row>`
    with found as (${sql.join(ids, sql` union `)})
    select ${placeColumns}
    from found join place on place.id = found.id ${aboveJoins}`.execute(db)
  return rows.map((row) => ({ hit: hitOf(row, null), name: row.name }))
}

interface FormerRow extends Row {
  former: Omit<NonNullable<SearchHit['former']>, 'title'> & { kind: string; name: string }
}

async function formerHits(
  db: Kysely<Database>,
  words: readonly string[],
  granted: readonly Id[],
): Promise<Candidate[]> {
  const { begins, contains } = matching(words)
  const { rows } = await sql<FormerRow>`
    with found as (
      (select id from former_unit where ${begins} and not continues order by folded limit ${candidatesMax})
      union
      (select id from former_unit where ${contains} and not continues limit ${candidatesMax})
    )
    select ${placeColumns}, json_build_object('kind', unit.kind, 'name', unit.name, 'district', unit.district,
      'province', unit.province, 'code', unit.code, 'list', unit.list, 'succession', unit.succession) as former
    from found join former_unit unit on unit.id = found.id
    join place on place.id = unit.successor_id and place.path && ${granted}::uuid[] ${aboveJoins}`.execute(db)
  return rows.map((row) => ({ hit: hitOf(row, row.former), name: row.former.name }))
}

const placeColumns = sql`place.id, place.level, place.kind, place.name,
  case when place.level = 'hamlet' then json_build_object('kind', commune.kind, 'name', commune.name) end as commune,
  case when place.level in ('commune', 'hamlet') then
    json_build_object('kind', province.kind, 'name', province.name) end as province`
const aboveJoins = sql`left join place commune on commune.id = place.commune_id
  left join place province on province.id = place.province_id`

const hitOf = ({ id, level, kind, name, commune, province }: Row, former: FormerRow['former'] | null): SearchHit => ({
  place: { id, level, kind, name, title: placeTitle(kind, name) },
  above: [commune, province].flatMap((one) => (one ? placeTitle(one.kind, one.name) : [])).join(', '),
  former: former && formerTitle(former),
})

const formerTitle = ({ kind, name, ...rest }: FormerRow['former']) => ({ ...rest, title: placeTitle(kind, name) })
