import { nameKey } from '#slices/places/shared/public.ts'
import type { Commune } from './communes.ts'
import { fullGroup, hamletsKeptFree } from './facts.ts'
import type { Region } from './names.ts'
import { type Random, randomFrom } from './random.ts'

export interface HamletPlan {
  kind: string
  name: string
}

/** In which region a province lies, by its code. */
export const regionOf = (provinceCode: string): Region => regions[provinceCode] ?? 'lowland'

const regions: Record<string, Region> = Object.fromEntries(
  (
    [
      ['south', '75 79 80 82 86 91 92 96'],
      ['northeast', '04 08 19 20 22 25'],
      ['northwest', '11 12 14 15'],
      ['highlands', '52 66 68'],
    ] as const
  ).flatMap(([region, codes]) => codes.split(' ').map((code) => [code, region])),
)

/** So many hamlets of a commune, with invented names, each once; the full group's commune begins with the full group. */
export function planHamlets(commune: Commune, count: number, seed: string): HamletPlan[] {
  const random = randomFrom(`${seed}/hamlets/${commune.code}`)
  const region = regionOf(commune.provinceCode)
  const kept = new Set((hamletsKeptFree[commune.name] ?? []).map(nameKey))
  const own: HamletPlan[] = commune.code === fullGroup.commune ? [{ kind: fullGroup.kind, name: fullGroup.name }] : []
  const names = hamletNames(random, region, commune, count * 2).filter((name) => !kept.has(nameKey(name)))
  const others = names.slice(0, count - own.length).map((name, index) => ({
    kind: kindOf(commune, region, index, count),
    name,
  }))
  return [...own, ...others]
}

/** Wards have town kinds, communes village kinds; where a township went in, a part is still a town. */
function kindOf({ kind, hasTown }: Commune, region: Region, index: number, count: number): string {
  const town = kind === 'phuong' || (hasTown && index < count * 0.25)
  return town ? townKinds[region] : villageKinds[region]
}

const townKinds: Record<Region, string> = {
  south: 'khu-pho',
  northeast: 'to-dan-pho',
  northwest: 'to-dan-pho',
  highlands: 'to-dan-pho',
  lowland: 'to-dan-pho',
}
const villageKinds: Record<Region, string> = {
  south: 'ap',
  northeast: 'xom',
  northwest: 'ban',
  highlands: 'buon',
  lowland: 'thon',
}

function hamletNames(random: Random, region: Region, commune: Commune, count: number): string[] {
  const numbered = (commune.kind === 'phuong' || region === 'south') && random.chance(0.35)
  if (numbered) return Array.from({ length: count }, (_, index) => String(index + 1))
  const names = random.shuffled(nameParts[region].flatMap(({ first, second }) => paired(first, second)))
  const rest = Array.from({ length: Math.max(0, count - names.length) }, (_, index) => `${index + 1}`)
  return [...names, ...rest].slice(0, count)
}

interface NameParts {
  first: string
  second: string
}

const paired = (first: string, second: string): string[] =>
  first.split(' ').flatMap((a) =>
    second
      .split(' ')
      .filter((b) => a !== b)
      .map((b) => `${a} ${b}`),
  )

const lowland: NameParts = {
  first: 'Tân Đồng Hòa Bình Quang Hợp Liên Phú Cao Thượng Nam Yên Đông Trung',
  second: 'Tiến Tâm Thành Lập Minh Sơn Thịnh Xuân Vinh Phong Hưng Long Lạc Thái',
}
const nameParts: Record<Region, readonly NameParts[]> = {
  south: [
    {
      first: 'An Bình Hòa Hiệp Long Mỹ Nhơn Phú Phước Tân Tây Thạnh Thới Trung Vĩnh Đông',
      second: 'An Bình Hòa Hưng Khánh Lộc Lợi Long Mỹ Phú Phước Thạnh Thành Tiến Điền Lập',
    },
  ],
  northeast: [
    {
      first: 'Bản Nà Pác Khuổi Làng Đồng',
      second: 'Cọ Lẹng Pục Tấu Loòng Giang Mòn Chang Bó Nhì Lại Đon Lá Pèo Khao Mạ Cóc Ngòa Duồng Lác Hoèn Ỏi Quéng',
    },
    { first: 'Tân Đồng Hòa Hợp Liên Phú Quang', second: 'Tiến Tâm Thành Lập Minh Sơn Thịnh Xuân Vinh Hưng' },
  ],
  northwest: [
    {
      first: 'Nậm Pa Huổi Nà Phiêng Sì Tả Lùng Bản',
      second: 'Cầy Tần Lúc Khương Ban Ngài Lếch Pảng Chải Thàng Xỏm Ún Pục Hán Sẳng Cuổi Mạ Lay',
    },
  ],
  highlands: [
    { first: 'Ea Cư Đắk Ia Krông', second: 'Tul Drang Pil Ding Mnang Bông Sar Kao Lôp Tling Wer Đrơng Kmat' },
    lowland,
  ],
  lowland: [lowland],
}
