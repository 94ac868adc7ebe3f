import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { loadPlaces } from './load-places.ts'
import { idOfCode, nationId } from './official-ids.ts'

let db: TestDb
let loaded: number
beforeAll(async () => {
  db = await createTestDb()
  loaded = await db.owner.transaction().execute(loadPlaces)
})
afterAll(() => db.drop())

const rowsOf = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> => (await query.execute(db.app)).rows

const kindsOn = (day: string) =>
  rowsOf(sql<{ level: string; kind: string; count: number }>`
    select place.level, place_name.kind, count(*)
    from place join place_name on place_name.place_id = place.id
    where place.level in ('province', 'commune')
      and place_name.valid_from <= ${day} and coalesce(place_name.valid_to > ${day}, true)
    group by 1, 2 order by 1 desc, 3`)

describe('loading', () => {
  it('answers what it put in, and puts nothing in twice', async () => {
    const counts =
      await rowsOf(sql`select (select count(*) from place) as places, (select count(*) from place_name) as names,
      (select count(*) from place_code) as codes, (select count(*) from former_unit) as former`)
    expect(counts).toEqual([{ places: 3_356, names: 3_381, codes: 3_355, former: 20_758 }])
    expect(loaded).toBe(3_356 + 3_381 + 3_355 + 20_758)
    expect(await db.owner.transaction().execute(loadPlaces)).toBe(0)
    expect(await rowsOf(sql`select count(*) from place`)).toEqual([{ count: 3_356 }])
  })

  it('loads once when two installations start at once', async () => {
    const empty = await createTestDb()
    try {
      const both = await Promise.all([1, 2].map(() => empty.owner.transaction().execute(loadPlaces)))
      expect(both.toSorted((a, b) => a - b)).toEqual([0, loaded])
    } finally {
      await empty.drop()
    }
  })

  it('gives every unit the same id everywhere', async () => {
    expect([nationId, idOfCode('91'), idOfCode('30880')]).toMatchInlineSnapshot(`
      [
        "8f81c6ae-fb9c-5b88-91a4-203c24c83cc1",
        "3b718cb0-d6ab-556a-bd25-1957537c1a1f",
        "97d83af2-7aa4-5b79-aba0-c403e60ba801",
      ]
    `)
    const [row] = await rowsOf(sql<{ path: string[] }>`select path from place where id = ${idOfCode('05569')}`)
    expect(row?.path).toEqual([nationId, idOfCode('19'), idOfCode('05569')])
  })
})

describe('the kinds of units on a day', () => {
  it('on 1 July 2025: 6 cities and 28 provinces; 2,621 communes, 687 wards, 13 special zones', async () => {
    expect(await kindsOn('2025-07-01')).toEqual([
      { level: 'province', kind: 'thanh-pho', count: 6 },
      { level: 'province', kind: 'tinh', count: 28 },
      { level: 'commune', kind: 'dac-khu', count: 13 },
      { level: 'commune', kind: 'phuong', count: 687 },
      { level: 'commune', kind: 'xa', count: 2_621 },
    ])
  })

  it('on 20 September 2026: 9 and 25; 2,599, 709, 13; the present kinds say the same', async () => {
    const expected = [
      { level: 'province', kind: 'thanh-pho', count: 9 },
      { level: 'province', kind: 'tinh', count: 25 },
      { level: 'commune', kind: 'dac-khu', count: 13 },
      { level: 'commune', kind: 'phuong', count: 709 },
      { level: 'commune', kind: 'xa', count: 2_599 },
    ]
    expect(await kindsOn('2026-09-20')).toEqual(expected)
    const present = await rowsOf(sql`select level, kind, count(*) from place where level in ('province', 'commune')
      group by 1, 2 order by 1 desc, 3`)
    expect(present).toEqual(expected)
  })

  it('between them, each from its own day', async () => {
    const cities = async (day: string) => (await kindsOn(day))[0]?.count
    expect([
      await cities('2026-04-29'),
      await cities('2026-04-30'),
      await cities('2026-09-01'),
      await cities('2026-09-19'),
    ]).toEqual([6, 7, 8, 8])
  })
})

describe('what the tables hold together', () => {
  it('every name and path in NFC, every path from the nation to its place', async () => {
    expect(
      await rowsOf(sql`select name from place where name is not nfc normalized
      union all select name from former_unit where name is not nfc normalized or district is not nfc normalized`),
    ).toEqual([])
    expect(
      await rowsOf(sql`select place.id from place left join place parent on parent.id = place.parent_id
      where place.path <> coalesce(parent.path, '{}') || place.id`),
    ).toEqual([])
  })

  it('every former unit leads into the province of today that its own province became', async () => {
    expect(
      await rowsOf(sql`select unit.id from former_unit unit join place successor on successor.id = unit.successor_id
      where successor.province_id <> unit.province_id or successor.level <> unit.level`),
    ).toEqual([])
  })

  it('special zones are islands; nothing else is claimed about any place', async () => {
    expect(
      await rowsOf(sql`select kind, is_island, count(*) from place where is_island is not null group by 1, 2`),
    ).toEqual([{ kind: 'dac-khu', is_island: true, count: 13 }])
    expect(
      await rowsOf(sql`select id from place
      where coalesce(is_border, is_minority_area, is_difficult) is not null`),
    ).toEqual([])
  })

  it('refuses a path that does not fit its place, a second present name, a code given twice', async () => {
    const owner = (query: ReturnType<typeof sql>) => db.owner.transaction().execute((trx) => query.execute(trx))
    await expect(owner(sql`update place set path = path[1:2] where id = ${idOfCode('05569')}`)).rejects.toThrow(
      /check constraint/,
    )
    await expect(
      owner(sql`insert into place_name (place_id, name, valid_from) values (${idOfCode('91')}, 'X', '2026-01-01')`),
    ).rejects.toThrow(/place_name_present/)
    await expect(
      owner(
        sql`insert into place_code (place_id, scheme, code, valid_from) values (${idOfCode('19')}, 'gso2025', '91', '2026-01-01')`,
      ),
    ).rejects.toThrow(/place_code_present/)
  })
})
