import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { looseNameKey, nameKey } from './names.ts'

/** The day since which the present units exist (NQ 202/2025/QH15: 34 provinces, two levels, no districts). */
export const presentUnitsSince: Day = '2025-07-01'

export type FormerList = '2023-04' | '2025-06-30'

/**
 * Where a former unit went: `main` into one place, as far as the list says; `several` divided, the place has its main
 * part; `probable` a person must confirm the place; `unknown` nobody has looked it up yet.
 */
export type Succession = 'main' | 'several' | 'probable' | 'unknown'

/** A unit of before July 2025, as the old lists give it. */
export interface FormerUnit {
  list: FormerList
  code: string
  kind: string
  name: string
  /** With its kind, "Huyện Định Hóa"; null for a province. */
  district: string | null
  /** With its kind, "Tỉnh Kiên Giang"; and its code of then. */
  province: string
  provinceCode: string
  succession: Succession
  /** The place of today; null when the succession is unknown. */
  placeId: Id | null
}

/** A commune of today with all titles it has had since July 2025. */
export interface CommuneTitles {
  placeId: Id
  titles: readonly { kind: string; name: string }[]
}

type Keyed<T> = T & { key: string; loose: string }
export type KeyedTitle = Keyed<{ kind: string; name: string }>
export type KeyedFormer = Keyed<FormerUnit> & { districtKey: string | null }

/** The communes a roster may mean: those of one province of today, and the former ones on its land. */
export interface Gazetteer {
  communes: readonly { placeId: Id; titles: readonly KeyedTitle[] }[]
  former: readonly KeyedFormer[]
}

/** Prepares lists of names for many questions: the keys they are compared by are made once. */
export const gazetteerOf = (communes: readonly CommuneTitles[], former: readonly FormerUnit[]): Gazetteer => ({
  communes: communes.map(({ placeId, titles }) => ({ placeId, titles: titles.map(keyed) })),
  former: former.map((unit) => ({ ...keyed(unit), districtKey: unit.district && districtKey(unit.district) })),
})

const keyed = <T extends { name: string }>(one: T): Keyed<T> => ({
  ...one,
  key: nameKey(one.name),
  loose: looseNameKey(one.name),
})

/** Equal for spellings of one district, whatever kind it was ("huyện Thuỷ Nguyên", "Thành phố Thủy Nguyên"). */
export const districtKey = (district: string): string =>
  looseNameKey(district.normalize('NFC').replace(districtKind, ''))

/** Does this part of an address name a district? "thành phố" may be a province: then it does not. */
export const isDistrict = (text: string): boolean => districtKind.test(text) && !/^\s*(thành phố|tp)/iu.test(text)

const districtKind = /^\s*(huyện|quận|thị xã|thành phố|tx|tp|h|q)[.\s]+/iu
