import { describe, expect, it } from 'vitest'
import { placeTitle } from '../shared/kinds.ts'
import { nameKey } from '../shared/names.ts'
import { readUnitsFile } from './units-file.ts'

const units = readUnitsFile()
const provinceNames = new Map(units.provinces.map(([code, , name]) => [code, name]))
const communeOf = new Map(
  units.communes.map(([code, province, kind, name]) => [
    code,
    `${placeTitle(kind, name)}, ${provinceNames.get(province)}`,
  ]),
)
const former = (list: '2023-04' | '2025-06-30', code: string) => {
  const row = units.former[list].find((one) => one[0] === code)
  if (!row) return null
  return {
    title: placeTitle(row[1], row[2]),
    district: units.districts[row[3]]?.[1],
    successor: communeOf.get(row[4]) ?? null,
    succession: row[5],
  }
}
const countBy = <T>(rows: readonly T[], keyOf: (row: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const row of rows) counts[keyOf(row)] = (counts[keyOf(row)] ?? 0) + 1
  return counts
}
const pairs = (text: string): Record<string, number> =>
  Object.fromEntries(text.split(' ').map((pair) => [pair.slice(0, 2), Number(pair.slice(3))]))

describe('the units of 1 July 2025', () => {
  it('are 34 provinces and 3,321 communes, each code once, in the official numbers per province', () => {
    expect(new Set(units.provinces.map((row) => row[0])).size).toBe(34)
    expect(communeOf.size).toBe(3_321)
    expect(countBy(units.communes, (row) => row[1])).toEqual(
      pairs(
        '01=126 04=56 08=124 11=45 12=38 14=75 15=99 19=92 20=65 22=54 24=99 25=148 31=114 33=104 37=129 38=166 40=130 42=69 44=78 46=40 48=94 51=96 52=135 56=65 66=102 68=124 75=95 79=168 80=96 82=102 86=124 91=102 92=103 96=64',
      ),
    )
  })

  it('are of the official kinds, and have 13 special zones, all of them islands', () => {
    expect(countBy(units.provinces, (row) => row[1])).toEqual({ 'thanh-pho': 6, tinh: 28 })
    expect(countBy(units.communes, (row) => row[2])).toEqual({ xa: 2_621, phuong: 687, 'dac-khu': 13 })
    const zones = units.communes.filter((row) => row[2] === 'dac-khu')
    expect(zones.map(([code, province, , name]) => `${province} ${code} ${name}`)).toEqual([
      '22 06994 Vân Đồn',
      '22 07192 Cô Tô',
      '31 11914 Cát Hải',
      '31 11948 Bạch Long Vĩ',
      '44 19742 Cồn Cỏ',
      '48 20333 Hoàng Sa',
      '51 21548 Lý Sơn',
      '56 22736 Trường Sa',
      '68 23272 Phú Quý',
      '79 26732 Côn Đảo',
      '91 31078 Phú Quốc',
      '91 31105 Thổ Châu',
      '91 31108 Kiên Hải',
    ])
    expect(units.islands.toSorted()).toEqual(zones.map((row) => row[0]))
  })

  it('have names that are unique inside a province', () => {
    expect(new Set(units.communes.map(([, province, kind, name]) => `${province} ${kind} ${name}`)).size).toBe(3_321)
  })

  it('are right where the source was wrong', () => {
    expect(communeOf.get('23938')).toBe('Xã Ia Mơ, Gia Lai')
    expect(communeOf.has('23737')).toBe(false)
    expect(communeOf.get('06970')).toBe('Xã Ba Chẽ, Quảng Ninh')
    expect([...communeOf.values()].filter((title) => /Ph[óố] Bảng/.test(title))).toEqual(['Xã Phố Bảng, Tuyên Quang'])
  })

  it('have only NFC and single spaces', () => {
    const text = JSON.stringify(units)
    expect(text).toBe(text.normalize('NFC'))
    expect(text).not.toMatch(/[ \u00a0]{2}|" | "/)
  })
})

describe('the changes of 2026', () => {
  it('raise three provinces to cities and 22 communes to wards, of those provinces', () => {
    expect(
      units.changes.map(({ day, province, becomesWard }) => [day, provinceNames.get(province), becomesWard.length]),
    ).toEqual([
      ['2026-04-30', 'Đồng Nai', 10],
      ['2026-09-01', 'Quảng Ninh', 0],
      ['2026-09-20', 'Bắc Ninh', 12],
    ])
    for (const { province, becomesWard } of units.changes)
      for (const code of becomesWard)
        expect(units.communes.find((row) => row[0] === code)?.slice(1, 3)).toEqual([province, 'xa'])
  })
})

describe('the provinces of before', () => {
  it('were 63 in both lists, and went to the 34', () => {
    expect(countBy(units.formerProvinces, (row) => row[0])).toEqual({ '2025-06-30': 63, '2023-04': 63 })
    const of2025 = units.formerProvinces.filter((row) => row[0] === '2025-06-30')
    expect(new Set(of2025.map((row) => row[4])).size).toBe(34)
    expect(
      Object.fromEntries(
        of2025.map(([, code, , , successor]) => [code, successor]).filter(([code, successor]) => code !== successor),
      ),
    ).toEqual({
      ...{
        '02': '08',
        '06': '19',
        '10': '15',
        '17': '25',
        '26': '25',
        '27': '24',
        '30': '31',
        '34': '33',
        '35': '37',
        '36': '37',
      },
      ...{
        '45': '44',
        '49': '48',
        '54': '66',
        '58': '56',
        '60': '68',
        '62': '51',
        '64': '52',
        '67': '68',
        '70': '75',
        '72': '80',
      },
      ...{ '74': '79', '77': '79', '83': '86', '84': '86', '87': '82', '89': '91', '93': '92', '94': '92', '95': '96' },
    })
    const went = (name: string) => provinceNames.get(of2025.find((row) => row[3] === name)?.[4] ?? '')
    expect([went('Kiên Giang'), went('Long An'), went('Bắc Kạn')]).toEqual(['An Giang', 'Tây Ninh', 'Thái Nguyên'])
  })

  it('passed seven codes on to provinces of another name', () => {
    const reused = units.formerProvinces.filter(
      ([list, code, , name]) => list === '2025-06-30' && provinceNames.has(code) && provinceNames.get(code) !== name,
    )
    expect(reused.map((row) => row[1])).toEqual(['15', '24', '44', '52', '80', '82', '91'])
  })

  it('follow the renaming of Huế between the lists', () => {
    const hue = units.formerProvinces
      .filter((row) => row[1] === '46')
      .map(([list, , kind, name]) => [list, placeTitle(kind, name)])
    expect(hue).toEqual([
      ['2025-06-30', 'Thành phố Huế'],
      ['2023-04', 'Tỉnh Thừa Thiên Huế'],
    ])
  })
})

describe('the communes of before', () => {
  it('are 10,033 on 30 June 2025 and 10,599 in April 2023', () => {
    expect(units.former['2025-06-30']).toHaveLength(10_033)
    expect(units.former['2023-04']).toHaveLength(10_599)
    expect(countBy(units.former['2025-06-30'], (row) => row[5])).toEqual({ main: 10_031, several: 2 })
    expect(countBy(units.former['2023-04'], (row) => row[5])).toEqual({
      main: 9_682,
      several: 1,
      probable: 435,
      unknown: 481,
    })
  })

  it('passed most of their codes on to communes of another name', () => {
    const oldKeys = new Map(units.former['2025-06-30'].map(([code, , name]) => [code, nameKey(name)]))
    const known = units.communes.filter((row) => oldKeys.has(row[0]))
    const others = known.filter(([code, , , name]) => oldKeys.get(code) !== nameKey(name))
    // Only the zones that had no commune before have new codes (Bạch Long Vĩ, Cồn Cỏ, Hoàng Sa, Lý Sơn, Côn Đảo).
    expect([known.length, others.length]).toEqual([3_316, 1_822])
  })

  it('lead where the source was corrected', () => {
    expect(former('2025-06-30', '00556')?.successor).toBe('Xã Phù Đổng, Hà Nội')
    expect(former('2025-06-30', '30901')).toMatchObject({
      title: 'Xã Thạnh Lộc',
      district: 'Huyện Châu Thành',
      successor: 'Xã Thạnh Lộc, An Giang',
    })
    expect(former('2025-06-30', '30913')).toMatchObject({
      title: 'Xã Thạnh Lộc',
      district: 'Huyện Giồng Riềng',
      successor: 'Xã Thạnh Hưng, An Giang',
    })
    expect(former('2025-06-30', '00553')).toMatchObject({
      title: 'Xã Cổ Bi',
      successor: 'Xã Thuận An, Hà Nội',
      succession: 'several',
    })
    expect(former('2025-06-30', '06799')).toMatchObject({
      title: 'Xã Hải Hòa',
      successor: 'Xã Hải Lạng, Quảng Ninh',
      succession: 'several',
    })
    expect(former('2025-06-30', '23938')).toMatchObject({ title: 'Xã Ia Mơ', successor: 'Xã Ia Mơ, Gia Lai' })
    expect(former('2025-06-30', '23737')).toMatchObject({ title: 'Xã Ia Mơ Nông', successor: 'Xã Ia Ly, Gia Lai' })
  })

  it('leave out those abolished before 2025, which the older list leads on', () => {
    expect([former('2025-06-30', '01651'), former('2025-06-30', '02482')]).toEqual([null, null])
    expect(former('2023-04', '01651')).toMatchObject({
      title: 'Xã Mỹ Hưng',
      successor: 'Xã Phục Hòa, Cao Bằng',
      succession: 'main',
    })
    expect(former('2023-04', '02482')).toMatchObject({
      title: 'Xã Phú Thịnh',
      successor: 'Xã Thái Bình, Tuyên Quang',
      succession: 'main',
    })
  })

  it('tell Thị trấn Chợ Chu from Xã Bảo Cường, whose code it took: both are only probable in 2023', () => {
    expect(former('2025-06-30', '05569')).toEqual({
      title: 'Thị trấn Chợ Chu',
      district: 'Huyện Định Hóa',
      successor: 'Xã Định Hóa, Thái Nguyên',
      succession: 'main',
    })
    expect(former('2025-06-30', '05536')).toBe(null)
    expect(former('2023-04', '05536')).toMatchObject({
      title: 'Thị trấn Chợ Chu',
      successor: 'Xã Định Hóa, Thái Nguyên',
      succession: 'probable',
    })
    expect(former('2023-04', '05569')).toMatchObject({
      title: 'Xã Bảo Cường',
      successor: 'Xã Định Hóa, Thái Nguyên',
      succession: 'probable',
    })
  })

  it('lead the rest of Định Hóa and the three communes of Gò Quao where the sample rosters say', () => {
    const wentTo = (codes: string) => codes.split(' ').map((code) => former('2023-04', code)?.successor?.split(',')[0])
    expect(wentTo('05539 05545 05548 05554 05575 05590 05593 05599')).toEqual(
      ['Lam Vỹ', 'Kim Phượng', 'Phượng Tiến', 'Định Hóa', 'Bình Yên', 'Phú Đình', 'Trung Hội', 'Bình Thành'].map(
        (name) => `Xã ${name}`,
      ),
    )
    expect(wentTo('30964 30967 30976')).toEqual(['Xã Gò Quao', 'Xã Định Hòa', 'Xã Gò Quao'])
  })
})
