import { doorSearchText, type Household } from '#slices/households/shared/public.ts'
import type { Region } from './names.ts'
import { type Random, randomFrom } from './random.ts'

/** A door apart from whose it is and when it was found. */
export type DoorBody = Pick<Household, 'kind' | 'number' | 'alley' | 'label' | 'criteria' | 'note'> & { folded: string }

/** Where doors have numbers and lanes (towns), or are known by what they look like (villages of a region). */
export type DoorStyle = 'town' | 'village-south' | 'village-north'

export const doorStyles: readonly DoorStyle[] = ['town', 'village-south', 'village-north']

export const doorStyleOf = (hamletKind: string, region: Region): DoorStyle => {
  if (['to-dan-pho', 'khu-pho', 'khoi-pho'].includes(hamletKind)) return 'town'
  return region === 'south' ? 'village-south' : 'village-north'
}

/** Different doors of a style, as many as any team of the thin history can need. */
export const doorsInList = 600

/** `walk`: the place of the door in a walk along the lanes. The list itself is mixed. */
export function doorList(style: DoorStyle, seed: string): (DoorBody & { walk: number })[] {
  const random = randomFrom(`${seed}/doors/${style}`)
  const addresses = (style === 'town' ? townAddresses() : villageAddresses(style)).map((at, walk) => ({ at, walk }))
  const some = random.shuffled(addresses).slice(0, doorsInList)
  return some.map(({ at, walk }) => ({ ...doorBody(random, at), walk: walk + 1 }))
}

type Address = Pick<Household, 'number' | 'alley' | 'label'>

export function doorBody(random: Random, address: Address): DoorBody {
  const kind = random.weighted(kinds)
  const label = random.pick(kindLabels[kind])
  const body = { ...address, label: kind === 'home' ? address.label : label }
  return {
    ...body,
    kind,
    criteria: random.weighted<Record<string, boolean>>([
      [{ fibre: true }, 55],
      [{ fibre: false }, 25],
      [{}, 20],
    ]),
    note: random.chance(0.05) ? random.pick(notes) : null,
    folded: doorSearchText(body),
  }
}

const kinds = [
  ['home', 88],
  ['business', 6],
  ['shop', 3],
  ['firm', 1],
  ['public', 2],
] as const
/** What doors other than homes are called; no word names a person. */
export const kindLabels: Record<DoorBody['kind'], readonly string[]> = {
  home: [''],
  business: ['quán nước', 'tiệm may', 'sửa xe máy', 'quán ăn sáng', 'tiệm cắt tóc', 'xay xát lúa'],
  shop: ['tạp hóa', 'cửa hàng vật tư nông nghiệp', 'cửa hàng điện thoại', 'hiệu thuốc'],
  firm: ['công ty may mặc', 'hợp tác xã', 'cơ sở chế biến nông sản'],
  public: ['nhà văn hóa', 'trạm y tế', 'trường tiểu học', 'chùa', 'đình'],
}
const notes = [
  'Chủ yếu ở nhà buổi tối',
  'Có chó, gọi cổng trước',
  'Đi làm xa, cuối tuần mới về',
  'Cổng sau, đi lối bờ ao',
  'Nhà đang sửa, tạm ở bên cạnh',
]

const townAddresses = (): Address[] =>
  Array.from({ length: 12 }, (_, lane) =>
    lane < 3 ? ['Đường chính', 'Đường Chợ', 'Đường Bờ Hồ'][lane] : `Ngõ ${lane - 2}`,
  ).flatMap((alley) =>
    Array.from({ length: 60 }, (_, index) => ({ number: houseNumber(index), alley: alley ?? null, label: null })),
  )

/** 1, 2, 2A, 3, ... */
const houseNumber = (index: number): string => (index % 9 === 8 ? `${index - 1}A` : String(index + 1))

function villageAddresses(style: DoorStyle): Address[] {
  const { houses, spots, lanes } = villages[style === 'village-south' ? 'south' : 'north']
  const labelled = houses.flatMap((house) =>
    spots.map((spot) => ({ number: null, alley: null, label: `${house} ${spot}` })),
  )
  const numbered = lanes.flatMap((alley) =>
    Array.from({ length: 60 }, (_, index) => ({ number: String(index + 1), alley, label: null })),
  )
  return [...labelled, ...numbered]
}

const villages = {
  south: {
    houses: [
      'nhà ngói',
      'nhà tường',
      'nhà lá',
      'nhà mái tôn',
      'nhà sàn',
      'nhà cổng xanh',
      'nhà có hàng rào dừa',
      'nhà hai tầng',
    ],
    spots: [
      'đầu kênh',
      'cuối kênh',
      'cạnh cầu',
      'gần chùa',
      'sau trường học',
      'bên bến đò',
      'ngã ba',
      'giữa ấp',
      'gần trạm bơm',
      'cạnh vựa lúa',
    ],
    lanes: [
      'Bờ kênh 1',
      'Bờ kênh 2',
      'Kênh Ranh',
      'Đường lộ xã',
      'Hẻm 1',
      'Hẻm 2',
      'Hẻm 3',
      'Xóm Chòi',
      'Xóm Biển',
      'Tuyến dân cư',
    ],
  },
  north: {
    houses: [
      'nhà sàn',
      'nhà xây',
      'nhà gỗ',
      'nhà ngói',
      'nhà mái tôn',
      'nhà cổng sắt',
      'nhà hai tầng',
      'nhà có vườn chè',
    ],
    spots: [
      'đầu xóm',
      'cuối xóm',
      'cạnh suối',
      'gần nhà văn hóa',
      'sau đồi',
      'bên ruộng',
      'ngã ba',
      'trên dốc',
      'gần trạm điện',
      'cạnh ao',
    ],
    lanes: [
      'Xóm trên',
      'Xóm dưới',
      'Đường liên xã',
      'Ngõ 1',
      'Ngõ 2',
      'Ngõ 3',
      'Khu đồi',
      'Khu suối',
      'Bờ mương',
      'Đường bê tông mới',
    ],
  },
} as const
