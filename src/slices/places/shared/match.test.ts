import { describe, expect, it } from 'vitest'
import { type FormerUnit, gazetteerOf } from './gazetteer.ts'
import { matchCommune } from './match.ts'

const commune = (placeId: string, ...titles: [string, string][]) => ({
  placeId,
  titles: titles.map(([kind, name]) => ({ kind, name })),
})
const former = (change: Partial<FormerUnit>): FormerUnit => ({
  list: '2025-06-30',
  code: '00000',
  kind: 'xa',
  name: '',
  district: 'Huyện Châu Thành',
  province: 'Tỉnh Kiên Giang',
  provinceCode: '91',
  succession: 'main',
  placeId: null,
  ...change,
})

const gazetteer = gazetteerOf(
  [
    commune('thanh', ['xa', 'Tân Thành']),
    commune('thạnh', ['xa', 'Tân Thạnh']),
    commune('ward', ['phuong', 'Phước Tân'], ['xa', 'Phước Tân']),
    commune('town', ['phuong', 'Cao Lãnh']),
    commune('country', ['xa', 'Cao Lãnh']),
    commune('ghost', ['xa', 'Ea Bar']),
  ],
  [
    former({ name: 'Thủy Liễu', placeId: 'thanh', list: '2023-04' }),
    former({ name: 'Thủy Liễu', placeId: 'thanh' }),
    former({ name: 'Hòa An', district: 'Huyện Giồng Riềng', placeId: 'thanh' }),
    former({
      name: 'Hòa An',
      district: 'Huyện Chợ Mới',
      province: 'Tỉnh An Giang',
      provinceCode: '89',
      placeId: 'thạnh',
    }),
    former({ name: 'Đa Tốn', succession: 'several', placeId: 'town' }),
    former({ kind: 'thi-tran', name: 'Chợ Chu', list: '2023-04', succession: 'probable', placeId: 'country' }),
    former({ kind: 'thi-tran', name: 'Chợ Chu', placeId: 'country' }),
    former({ name: 'Phú Điền', list: '2023-04', succession: 'unknown' }),
  ],
)
const today = '2026-11-01'
const ask = (text: string, asOf = today, more = {}) => matchCommune(gazetteer, { text, asOf, ...more })

describe('the present units', () => {
  it('takes the same words only: Tân Thạnh is not Tân Thành', () => {
    expect(ask('Xã Tân Thạnh')).toEqual({ kind: 'exact', placeId: 'thạnh' })
    expect(ask('x. TÂN THÀNH')).toEqual({ kind: 'exact', placeId: 'thanh' })
    expect(ask('Tân Thành')).toEqual({ kind: 'exact', placeId: 'thanh' })
  })

  it('takes nothing when only the bare letters agree, and proposes all that are alike', () => {
    const match = ask('Xa Tan Thanh')
    expect(match).toMatchObject({ kind: 'ambiguous' })
    expect(match.kind === 'ambiguous' && match.proposals.map((one) => [one.placeId, one.reason])).toEqual([
      ['thanh', 'alike'],
      ['thạnh', 'alike'],
    ])
    expect(ask('Xã Eabar')).toMatchObject({ kind: 'ambiguous', proposals: [{ placeId: 'ghost', reason: 'alike' }] })
  })

  it('knows a unit by the kind it had, and asks when the kind never was', () => {
    expect(ask('Xã Phước Tân')).toEqual({ kind: 'exact', placeId: 'ward' })
    expect(ask('Phường Phước Tân')).toEqual({ kind: 'exact', placeId: 'ward' })
    expect(ask('Phường Tân Thạnh')).toMatchObject({
      kind: 'ambiguous',
      proposals: [
        { placeId: 'thạnh', reason: 'other-kind' },
        { placeId: 'thanh', reason: 'alike' },
      ],
    })
  })

  it('asks when a name without kind fits two', () => {
    expect(ask('Cao Lãnh')).toMatchObject({
      kind: 'ambiguous',
      proposals: [{ placeId: 'town' }, { placeId: 'country' }],
    })
    expect(ask('Xã Cao Lãnh')).toEqual({ kind: 'exact', placeId: 'country' })
  })

  it('proposes the successor of an old name, never takes it, and knows no invented one', () => {
    expect(ask('Xã Thuỷ Liễu')).toMatchObject({
      kind: 'ambiguous',
      proposals: [{ placeId: 'thanh', reason: 'former-name' }],
    })
    expect(ask('Xã Hòa Thạnh Lợi')).toEqual({ kind: 'unknown', former: null })
  })
})

describe('rosters of before July 2025', () => {
  it('follows the succession', () => {
    expect(ask('Xã Thủy Liễu', '2024-06-30')).toMatchObject({ kind: 'succession', placeId: 'thanh', several: false })
    expect(ask('xã Thuỷ Liễu', '2023-10-20')).toMatchObject({ placeId: 'thanh', former: { list: '2023-04' } })
  })

  it('says when the successor is only the main one of several', () => {
    expect(ask('Xã Đa Tốn', '2025-06-30')).toMatchObject({ kind: 'succession', several: true })
  })

  it('tells namesakes apart by district or by old province, otherwise asks', () => {
    expect(ask('Xã Hòa An', '2025-01-01')).toMatchObject({
      kind: 'ambiguous',
      proposals: [{ placeId: 'thanh' }, { placeId: 'thạnh' }],
    })
    expect(ask('Xã Hòa An, huyện Chợ Mới', '2025-01-01')).toMatchObject({ kind: 'succession', placeId: 'thạnh' })
    expect(ask('Xã Hòa An', '2025-01-01', { district: 'Huyện Giồng Riềng' })).toMatchObject({ placeId: 'thanh' })
    expect(ask('Xã Hòa An', '2025-01-01', { formerProvinceCode: '89' })).toMatchObject({ placeId: 'thạnh' })
  })

  it('offers a probable successor to be confirmed, by the list of the day', () => {
    expect(ask('TT Chợ Chu', '2023-10-20')).toMatchObject({ kind: 'to-confirm', placeId: 'country' })
    expect(ask('TT Chợ Chu', '2025-06-30')).toMatchObject({ kind: 'succession', placeId: 'country' })
  })

  it('says that a unit existed when nobody knows where it went', () => {
    expect(ask('Xã Phú Điền', '2023-10-20')).toMatchObject({ kind: 'unknown', former: { name: 'Phú Điền' } })
  })

  it('proposes a present unit when the old lists have none of the name', () => {
    expect(ask('Xã Tân Thạnh', '2023-10-20')).toMatchObject({
      kind: 'ambiguous',
      proposals: [
        { placeId: 'thạnh', reason: 'present-name' },
        { placeId: 'thanh', reason: 'alike' },
      ],
    })
  })
})
