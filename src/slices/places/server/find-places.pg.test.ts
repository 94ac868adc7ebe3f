import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import type { SearchHit } from '../shared/place.ts'
import { ensureHamlets } from './ensure-hamlet.ts'
import { loadGazetteer, resolveByName } from './gazetteer.queries.ts'
import { loadPlaces } from './load-places.ts'
import { idOfCode, nationId } from './official-ids.ts'
import { childrenOf, getPlace, pathOfPlace, summariesOf } from './places.queries.ts'
import { resolveCode } from './resolve-code.ts'
import { searchPlaces } from './search.queries.ts'

const chauThanh = idOfCode('30880')
let db: TestDb
beforeAll(async () => {
  db = await createTestDb()
  await db.owner.transaction().execute(loadPlaces)
})
afterAll(() => db.drop())

/** The title of the place that an answer leads to. */
const leadsTo = async (match: { kind: string; placeId?: string }) => {
  const summary = match.placeId ? (await summariesOf(db.app, [match.placeId])).get(match.placeId) : undefined
  return `${match.kind}: ${summary?.title ?? '—'}`
}

describe('one place', () => {
  it('comes with its breadcrumb, code and flags, and the units it was formed from', async () => {
    const place = await getPlace(db.app, idOfCode('05569'))
    expect(place).toMatchObject({
      title: 'Xã Định Hóa',
      level: 'commune',
      code: '05569',
      validFrom: '2025-07-01',
      validTo: null,
    })
    expect(place?.breadcrumb.map((step) => step.title)).toEqual(['Việt Nam', 'Tỉnh Thái Nguyên', 'Xã Định Hóa'])
    expect(place?.flags).toEqual({ minorityArea: null, border: null, island: null, difficult: null })
    expect(place?.formedFrom.map((unit) => unit.title)).toContain('Thị trấn Chợ Chu')
    expect(place?.formedFrom[0]).toMatchObject({
      district: 'Huyện Định Hóa',
      province: 'Tỉnh Thái Nguyên',
      succession: 'main',
    })
    expect(await getPlace(db.app, idOfCode('00000'))).toBe(null)
  })

  it('had its title of then on each day', async () => {
    const dongNai = idOfCode('75')
    const titleOn = async (id: string, day?: string) => (await getPlace(db.app, id, day))?.title
    expect(await titleOn(dongNai, '2026-04-29')).toBe('Tỉnh Đồng Nai')
    expect(await titleOn(dongNai, '2026-04-30')).toBe('Thành phố Đồng Nai')
    expect(await titleOn(dongNai)).toBe('Thành phố Đồng Nai')
    expect(await titleOn(dongNai, '2025-01-01')).toBe('Tỉnh Đồng Nai')
    const ward = await getPlace(db.app, idOfCode('26368'), '2025-12-31')
    expect(ward?.breadcrumb.map((step) => step.kind)).toEqual(['quoc-gia', 'tinh', 'xa'])
  })

  it('lies on a path from the nation', async () => {
    expect(await pathOfPlace(db.app, chauThanh)).toEqual([nationId, idOfCode('91'), chauThanh])
    expect(await pathOfPlace(db.app, idOfCode('00000'))).toBe(null)
  })
})

describe('the places below one', () => {
  it('come in Vietnamese order with the number of places below each', async () => {
    const provinces = await childrenOf(db.app, nationId)
    const names = provinces.map((one) => one.name)
    expect(names).toHaveLength(34)
    expect([names[0], names.at(-1)]).toEqual(['An Giang', 'Vĩnh Long'])
    expect(names.indexOf('Cần Thơ')).toBeLessThan(names.indexOf('Đà Nẵng'))
    expect(names.indexOf('Đồng Tháp')).toBeLessThan(names.indexOf('Gia Lai'))
    expect(provinces.find((one) => one.name === 'An Giang')).toMatchObject({
      title: 'Tỉnh An Giang',
      code: '91',
      childCount: 102,
    })
    expect(provinces.reduce((sum, one) => sum + one.childCount, 0)).toBe(3_321)
  })

  it('come with the titles of a day, and only if they existed', async () => {
    const wards = async (day?: string) =>
      (await childrenOf(db.app, idOfCode('24'), day)).filter((one) => one.kind === 'phuong').length
    expect(await wards('2026-09-19')).toBe((await wards()) - 12)
    expect(await childrenOf(db.app, nationId, '2025-06-30')).toEqual([])
  })
})

const search = (text: string, granted: string[] = [nationId]) => searchPlaces(db.app, text, granted)
const label = ({ place, above, former }: SearchHit) =>
  former
    ? `${former.title}, ${former.district ?? former.province} > ${place.title}`
    : [place.title, above].filter(Boolean).join(', ')
const first = async (text: string) => {
  const [hit] = await search(text)
  return hit && label(hit)
}

describe('searching', () => {
  it('finds without marks, by the places above, with words begun', async () => {
    expect(await first('chau thanh an giang')).toBe('Xã Châu Thành, Tỉnh An Giang')
    expect(await first('xa chau thanh, tinh an giang')).toBe('Xã Châu Thành, Tỉnh An Giang')
    expect(await first('chau than an gi')).toBe('Xã Châu Thành, Tỉnh An Giang')
    expect(await first('an giang')).toBe('Tỉnh An Giang')
    expect(await first('An Gi')).toBe('Tỉnh An Giang')
    expect(await first('phu quoc')).toBe('Đặc khu Phú Quốc, Tỉnh An Giang')
    expect(await first('đà nẵng'.normalize('NFD'))).toBe('Thành phố Đà Nẵng')
  })

  it('reads shortened kinds and common names', async () => {
    expect(await first('tp.hcm')).toBe('Thành phố Hồ Chí Minh')
    expect(await first('TPHCM')).toBe('Thành phố Hồ Chí Minh')
    expect(await first('Sài Gòn')).toMatch(/Sài Gòn|Hồ Chí Minh/)
    expect(await first('p. khanh hau')).toBe('Phường Khánh Hậu, Tỉnh Tây Ninh')
    expect(await first('tt cho chu')).toBe('Thị trấn Chợ Chu, Huyện Định Hóa > Xã Định Hóa')
  })

  it('puts the marks that were typed first, and still shows what is alike', async () => {
    const [a, b] = [await search('Tân Thạnh Tây Ninh'), await search('Tân Thành Tây Ninh')].map((hits) =>
      hits.map(label),
    )
    expect(a?.[0]).toBe('Xã Tân Thạnh, Tỉnh Tây Ninh')
    expect(b?.[0]).toBe('Xã Tân Thành, Tỉnh Tây Ninh')
    expect(a).toContain('Xã Tân Thành, Tỉnh Tây Ninh')
  })

  it('puts the exact name before longer ones', async () => {
    const names = (await search('tan an')).map(({ place, former }) => former?.title ?? place.name)
    expect(names.slice(0, 5).every((name) => /^(Xã |Phường )?(Tân An|Tân Ân|Tân Ấn)$/.test(name))).toBe(true)
  })

  it('leads old names to what they are now', async () => {
    expect(await first('chợ chu')).toBe('Thị trấn Chợ Chu, Huyện Định Hóa > Xã Định Hóa')
    expect(await first('kien giang')).toBe('Tỉnh Kiên Giang, Tỉnh Kiên Giang > Tỉnh An Giang')
    expect(await first('thuy lieu go quao')).toBe('Xã Thủy Liễu, Huyện Gò Quao > Xã Định Hòa')
    expect(await first('bao cuong dinh hoa')).toBe('Xã Bảo Cường, Huyện Định Hóa > Xã Định Hóa')
    const [hit] = await search('cổ bi gia lâm')
    expect(hit?.former).toMatchObject({ title: 'Xã Cổ Bi', succession: 'several' })
  })

  it('knows a commune by the kind it had', async () => {
    const [now] = await search('phường phước tân đồng nai')
    expect(await first('phuoc tan dong nai')).toBe(now && label(now))
  })

  it('says each thing once', async () => {
    for (const text of ['chợ chu', 'lam vỹ', 'châu thành', 'hòa bình']) {
      const labels = (await search(text)).map(label)
      expect(new Set(labels).size).toBe(labels.length)
    }
    expect((await search('lam vỹ')).map(label)).toEqual(['Xã Lam Vỹ, Tỉnh Thái Nguyên'])
  })

  it('stays in the places that were given', async () => {
    const hits = await search('châu thành', [idOfCode('80')])
    expect(hits.length).toBeGreaterThan(0)
    expect(hits.every((hit) => hit.above.endsWith('Tây Ninh'))).toBe(true)
    expect(await search('châu thành', [])).toEqual([])
    expect(await search('chợ chu', [idOfCode('91')])).toEqual([])
  })

  it('finds nothing for what is not there, and takes any text', async () => {
    for (const text of ["'", '%', "a' | b:* & !", '\\', '()', ':*', '  ', '1e5', 'a@b.vn', 'Ấ'])
      expect(await search(text)).toBeInstanceOf(Array)
    expect(await search('xyzzy')).toEqual([])
    expect(await search("'%_\\")).toEqual([])
  })
})

describe('a code on a day', () => {
  it('means the present unit from July 2025, another one before', async () => {
    const found = async (code: string, day: string) => leadsTo(await resolveCode(db.app, code, day))
    expect(await found('91', '2026-11-01')).toBe('exact: Tỉnh An Giang')
    expect(await found('91', '2023-10-20')).toBe('succession: Tỉnh An Giang')
    expect(await resolveCode(db.app, '91', '2023-10-20')).toMatchObject({ former: { province: 'Tỉnh Kiên Giang' } })
    expect(await found('80', '2025-06-30')).toBe('succession: Tỉnh Tây Ninh')
    expect(await found('24', '2025-06-30')).toBe('succession: Thành phố Bắc Ninh')
    expect(await found('89', '2025-07-01')).toBe('unknown: —')
    expect(await found('30880', '2026-11-01')).toBe('exact: Xã Châu Thành')
    expect(await found('30967', '2023-10-20')).toBe('succession: Xã Định Hòa')
  })

  it('asks where the lists know the code by different names', async () => {
    expect(await leadsTo(await resolveCode(db.app, '05569', '2023-10-20'))).toBe('to-confirm: Xã Định Hóa')
    expect(await leadsTo(await resolveCode(db.app, '05569', '2025-06-30'))).toBe('succession: Xã Định Hóa')
    expect(await leadsTo(await resolveCode(db.app, '05536', '2023-10-20'))).toBe('to-confirm: Xã Định Hóa')
    expect(await leadsTo(await resolveCode(db.app, '10093', '2023-10-20'))).toBe('unknown: —')
  })

  it('may be an old district, which lies in a province of today', async () => {
    expect(await resolveCode(db.app, '167', '2023-10-20')).toEqual({
      kind: 'former-district',
      placeId: idOfCode('19'),
      district: 'Huyện Định Hóa',
      provinceCode: '19',
    })
    expect(await resolveCode(db.app, '167', '2026-11-01')).toEqual({ kind: 'unknown', former: null })
    expect(await resolveCode(db.app, '999', '2023-10-20')).toEqual({ kind: 'unknown', former: null })
  })
})

describe('the names of the sample rosters', () => {
  const tayNinh = idOfCode('80')
  const anGiang = idOfCode('91')
  const thaiNguyen = idOfCode('19')
  const found = async (provinceId: string, text: string, asOf: string, formerProvinceCode?: string) =>
    leadsTo(await resolveByName(db.app, provinceId, { text, asOf, formerProvinceCode }))

  it('Tây Ninh 2026: Tân Thạnh and Tân Thành are two', async () => {
    expect(await resolveByName(db.app, tayNinh, { text: 'Xã Tân Thạnh', asOf: '2026-11-01' })).toMatchObject({
      kind: 'exact',
    })
    expect(await found(tayNinh, 'Xã Tân Thạnh', '2026-11-01')).toBe('exact: Xã Tân Thạnh')
    expect(await found(tayNinh, 'Xã Tân Thành', '2026-11-01')).toBe('exact: Xã Tân Thành')
    expect(await resolveByName(db.app, tayNinh, { text: 'Xa Tan Thanh', asOf: '2026-11-01' })).toMatchObject({
      kind: 'ambiguous',
    })
    for (const name of ['Phường Khánh Hậu', 'Xã Vĩnh Hưng', 'Xã Hiệp Hòa', 'Xã Long Hựu', 'Xã Phước Lý'])
      expect(await found(tayNinh, name, '2026-11-01')).toBe(`exact: ${name}`)
  })

  it('An Giang: an invented commune is unknown, nothing is guessed', async () => {
    expect(await resolveByName(db.app, anGiang, { text: 'Xã Hòa Thạnh Lợi', asOf: '2026-11-01' })).toEqual({
      kind: 'unknown',
      former: null,
    })
  })

  it('Kiên Giang: the three communes of Gò Quao', async () => {
    for (const [text, now] of [
      ['Xã Định An', 'Xã Gò Quao'],
      ['Xã Thủy Liễu', 'Xã Định Hòa'],
      ['Xã Vĩnh Phước B', 'Xã Gò Quao'],
    ] as const)
      for (const asOf of ['2025-06-30', '2023-10-20'])
        expect(await found(anGiang, text, asOf, '91')).toBe(`succession: ${now}`)
  })

  it('Định Hóa 2023: 21 communes follow, two are asked for', async () => {
    const gazetteer = await loadGazetteer(db.app, thaiNguyen)
    expect(gazetteer.communes).toHaveLength(92)
    const expected = {
      'Xã Linh Thông': 'Lam Vỹ',
      'Xã Lam Vỹ': 'Lam Vỹ',
      'Xã Quy Kỳ': 'Kim Phượng',
      'Xã Tân Thịnh': 'Phượng Tiến',
      'Xã Kim Phượng': 'Kim Phượng',
      'Xã Bảo Linh': 'Định Hóa',
      'Xã Phúc Chu': 'Định Hóa',
      'Xã Tân Dương': 'Phượng Tiến',
      'Xã Phượng Tiến': 'Phượng Tiến',
      'Xã Đồng Thịnh': 'Định Hóa',
      'Xã Định Biên': 'Bình Yên',
      'Xã Thanh Định': 'Bình Yên',
      'Xã Trung Hội': 'Trung Hội',
      'Xã Trung Lương': 'Bình Yên',
      'Xã Bình Yên': 'Bình Yên',
      'Xã Điềm Mặc': 'Phú Đình',
      'Xã Phú Tiến': 'Trung Hội',
      'Xã Bộc Nhiêu': 'Trung Hội',
      'Xã Sơn Phú': 'Bình Thành',
      'Xã Phú Đình': 'Phú Đình',
      'Xã Bình Thành': 'Bình Thành',
    }
    for (const [text, now] of Object.entries(expected))
      expect([
        text,
        await leadsTo(
          await resolveByName(db.app, thaiNguyen, { text, asOf: '2023-10-20', district: 'huyện Định Hóa' }),
        ),
      ]).toEqual([text, `succession: Xã ${now}`])
    for (const text of ['Thị trấn Chợ Chu', 'Xã Bảo Cường'])
      expect(await leadsTo(await resolveByName(db.app, thaiNguyen, { text, asOf: '2023-10-20' }))).toBe(
        'to-confirm: Xã Định Hóa',
      )
  })
})

describe('on the scale of a country', () => {
  it('search reads by index and a bounded number of rows', async () => {
    await db.owner.transaction().execute(async (trx) => {
      const communes = await trx.selectFrom('place').select('id').where('level', '=', 'commune').limit(1_200).execute()
      const hamlets = communes.flatMap(({ id }) =>
        Array.from({ length: 12 }, (_, index) => ({ communeId: id, kind: 'ap', name: `Tân ${index}` })),
      )
      for (let start = 0; start < hamlets.length; start += 5_000)
        await ensureHamlets(trx, hamlets.slice(start, start + 5_000), '2025-07-01')
      await sql`analyze place`.execute(trx)
    })
    const indexOf = async (query: ReturnType<typeof sql>) =>
      JSON.stringify((await sql`explain ${query}`.execute(db.app)).rows).match(
        /(place|former_unit)_\w*(search|folded)/,
      )?.[0]
    const words = sql`search @@ to_tsquery('simple', ${'chau:* & thanh:*'})`
    const begins = sql`folded like ${'chau th%'}`
    for (const [rows, found] of [
      [sql`place where level <> 'hamlet'`, 'place_official'],
      [sql`place where level = 'hamlet'`, 'place_hamlet'],
      [sql`former_unit where not continues`, 'former_unit'],
    ] as const) {
      expect(await indexOf(sql`select id from ${rows} and ${words}`)).toBe(`${found}_search`)
      expect(await indexOf(sql`select id from ${rows} and ${begins}`)).toBe(`${found}_folded`)
    }
    const broad = await search('tan')
    expect(broad).toHaveLength(20)
    expect(broad.every((hit) => hit.place.level !== 'hamlet')).toBe(true)
    expect(await first('ap tan 3 chau thanh an giang')).toBeUndefined()
  })
})
