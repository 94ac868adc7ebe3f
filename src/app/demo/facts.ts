/**
 * What is real in the demo world besides the places: the figures of the press of 2022 and 2023 on the network (product
 * design, "The network"), by part of the country of today. Everything else is invented.
 */
export interface NetworkPart {
  teams: number
  members: number
}

/** The whole country, 2023. */
export const nationTotal: NetworkPart = { teams: 74_422, members: 348_362 }

/** Parts whose figures are known. `elsewhere` is what is left of the country's total. */
export const knownParts = {
  'kien-giang': { teams: 950, members: 5_807 },
  'long-an': { teams: 996, members: 5_324 },
  // 228 of Thái Nguyên's 2,255 teams and about 1,500 of its "over 7,000" members are Định Hóa's.
  'dinh-hoa': { teams: 228, members: 1_500 },
  'thai-nguyen': { teams: 2_255 - 228, members: 7_047 - 1_500 },
  'da-nang': { teams: 3_766, members: 24_303 },
  // New to the network: nearly empty.
  'lai-chau': { teams: 5, members: 23 },
} as const satisfies Record<string, NetworkPart>

export type PartName = keyof typeof knownParts | 'elsewhere' | 'empty'

/** The commune into which the story imports its roster: nothing may be there. */
export const emptyCommune = '30880'

/** The residential group that is there in full, and its commune. */
export const fullGroup = { commune: '05569', kind: 'to-dan-pho', name: 'Trung Kiên', doors: 242, members: 9 } as const

/** Figures of the press on units of the old map: shown with the unit's name, never added to anything. */
export const pressFigures: readonly {
  /** The province of today, by code. */
  province: string
  /** The former province, as the list of 30 June 2025 names it. */
  former: string
  measure: 'teams.active' | 'members'
  amount: number
}[] = [
  { province: '91', former: 'Kiên Giang', measure: 'teams.active', amount: 950 },
  { province: '91', former: 'Kiên Giang', measure: 'members', amount: 5_807 },
  { province: '80', former: 'Long An', measure: 'teams.active', amount: 996 },
  { province: '80', former: 'Long An', measure: 'members', amount: 5_324 },
  { province: '19', former: 'Thái Nguyên', measure: 'teams.active', amount: 2_255 },
  { province: '19', former: 'Thái Nguyên', measure: 'members', amount: 7_000 },
  { province: '52', former: 'Bình Định', measure: 'teams.active', amount: 1_116 },
  { province: '52', former: 'Bình Định', measure: 'members', amount: 4_300 },
  { province: '51', former: 'Kon Tum', measure: 'teams.active', amount: 566 },
  { province: '51', former: 'Kon Tum', measure: 'members', amount: 2_519 },
]
export const pressDay = '2023-12-31'
export const pressSource = 'Báo chí, số liệu năm 2023 (địa bàn cũ)'
export const nationSource = 'Báo chí, số liệu toàn quốc năm 2023'
export const communeSource = 'Dữ liệu mẫu: chia về xã từ số toàn quốc năm 2023 (báo chí)'
export const firstCommuneSource = 'Dữ liệu mẫu: số khai báo khi thành lập tổ'

/** Hamlets that rosters of the story bring: the communes must not have them before. */
export const hamletsKeptFree: Readonly<Record<string, readonly string[]>> = {
  'Bình An': ['An Phú', 'Minh Thạnh'],
  'Thạnh Lộc': ['Hòa Lợi', 'Thạnh Bình'],
  'Rạch Giá': ['3'],
}
