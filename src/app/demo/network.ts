import type { Commune } from './communes.ts'
import { emptyCommune, fullGroup, knownParts, nationTotal, type PartName } from './facts.ts'
import { randomFrom, shareOut } from './random.ts'

export const demoSizes = ['demo', 'small', 'nation'] as const
export type DemoSize = (typeof demoSizes)[number]

/** How many teams and members a commune has, and whether they are there as rows or only as declared figures. */
export interface CommunePlan {
  commune: Commune
  part: PartName
  teams: number
  members: number
  rows: boolean
}

/**
 * The whole network, commune by commune. The sums are exact whatever the size: the country's 74,422 teams and 348,362
 * members, and those of each known part. The size only says which communes have rows.
 */
export function planNetwork(communes: readonly Commune[], size: DemoSize, seed: string): CommunePlan[] {
  const parts = new Map<PartName, Commune[]>()
  for (const commune of communes) {
    const part = partOf(commune)
    parts.set(part, [...(parts.get(part) ?? []), commune])
  }
  const plans = [...parts].flatMap(([part, list]) => planPart(part, list, size, seed))
  return plans.sort((a, b) => (a.commune.code < b.commune.code ? -1 : 1))
}

function partOf({ code, provinceCode, formerProvince, formerDistrict, kind, name }: Commune): PartName {
  if (code === emptyCommune || (kind === 'dac-khu' && name === 'Hoàng Sa')) return 'empty'
  if (provinceCode === '91' && formerProvince === 'Tỉnh Kiên Giang') return 'kien-giang'
  if (provinceCode === '80' && formerProvince === 'Tỉnh Long An') return 'long-an'
  if (provinceCode === '19' && formerDistrict === 'Huyện Định Hóa') return 'dinh-hoa'
  if (provinceCode === '19' && formerProvince === 'Tỉnh Thái Nguyên') return 'thai-nguyen'
  if (provinceCode === '48') return 'da-nang'
  if (provinceCode === '12') return newcomers.includes(code) ? 'lai-chau' : 'empty'
  return 'elsewhere'
}

/** Communes of Lai Châu that have set up their first teams: Phường Tân Phong, Phường Đoàn Kết, Xã Bản Bo. */
const newcomers: readonly string[] = ['03388', '03408', '03424']

function planPart(part: PartName, communes: Commune[], size: DemoSize, seed: string): CommunePlan[] {
  const total = totalOf(part)
  const random = randomFrom(`${seed}/network/${part}`)
  const weights = communes.map((commune) => commune.formerUnits * (0.8 + 0.4 * random.next()) + 0.8)
  const teams = shareOut(total.teams, weights)
  const members = shareOut(
    total.members,
    teams.map((count) => count * (0.96 + 0.08 * random.next())),
  )
  return communes.map((commune, index) => ({
    commune,
    part,
    teams: teams[index] ?? 0,
    members: members[index] ?? 0,
    rows: part !== 'empty' && hasRows(part, commune, size),
  }))
}

function totalOf(part: PartName): { teams: number; members: number } {
  if (part === 'empty') return { teams: 0, members: 0 }
  if (part !== 'elsewhere') return knownParts[part]
  const known = Object.values(knownParts)
  return {
    teams: known.reduce((left, { teams }) => left - teams, nationTotal.teams),
    members: known.reduce((left, { members }) => left - members, nationTotal.members),
  }
}

function hasRows(part: PartName, commune: Commune, size: DemoSize): boolean {
  if (size === 'nation') return true
  if (size === 'small') return smallCommunes.includes(commune.code)
  return part !== 'elsewhere' && part !== 'da-nang'
}

/** In `small`: Trung Kiên's commune, and one commune in each of the other provinces that have accounts. */
const smallCommunes: readonly string[] = [fullGroup.commune, '30904', '27694', '03408']
