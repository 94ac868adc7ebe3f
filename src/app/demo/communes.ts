import { type Kysely, sql } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'

/** A commune as the generator needs it. */
export interface Commune {
  id: Id
  /** Of 1 July 2025. */
  code: string
  kind: string
  name: string
  /** From the nation down to the commune. */
  path: Id[]
  provinceId: Id
  provinceCode: string
  /** The province and district to which most of it belonged on 30 June 2025, with their kinds; null: nobody knows. */
  formerProvince: string | null
  formerDistrict: string | null
  /** Communes of then that went into it; 1 where nobody knows. */
  formerUnits: number
  /** A township (thị trấn) went into it. */
  hasTown: boolean
}

/** The communes of today in the order of their codes. */
export async function readCommunes(db: Kysely<Database>): Promise<Commune[]> {
  const { rows } = await sql<Commune>`
    with origin as (
      select successor_id, mode() within group (order by province) as province,
        mode() within group (order by district) as district, count(*)::int as units, bool_or(kind = 'thi-tran') as has_town
      from former_unit
      where list = '2025-06-30' and level = 'commune' and successor_id is not null
      group by successor_id
    )
    select place.id, code.code, place.kind, place.name, place.path, place.province_id as "provinceId",
      province.code as "provinceCode", origin.province as "formerProvince", origin.district as "formerDistrict",
      coalesce(origin.units, 1) as "formerUnits", coalesce(origin.has_town, false) as "hasTown"
    from place
    join place_code code on code.place_id = place.id and code.scheme = 'gso2025' and code.valid_to is null
    join place_code province on province.place_id = place.province_id and province.scheme = 'gso2025'
      and province.valid_to is null
    left join origin on origin.successor_id = place.id
    where place.level = 'commune' and place.valid_to is null
    order by code.code`.execute(db)
  return rows
}
