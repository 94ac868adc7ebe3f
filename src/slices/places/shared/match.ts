import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import {
  districtKey,
  type FormerList,
  type FormerUnit,
  type Gazetteer,
  isDistrict,
  type KeyedFormer,
  type KeyedTitle,
  presentUnitsSince,
} from './gazetteer.ts'
import { readPlaceTitle } from './kinds.ts'
import { looseNameKey, nameKey } from './names.ts'

export interface PlaceQuestion {
  /** As it stands in the roster: "Xã Châu Thành", "TT. Chợ Chu", "xã Tân Xã, huyện Thạch Thất". */
  text: string
  /** The day of the roster: before July 2025 the old lists decide, from then on the present units. */
  asOf: Day
  /** Narrow the former units: the roster is of one old province (its code of then) or one old district (its name). */
  formerProvinceCode?: string | null
  district?: string | null
}

/** Why a place is proposed: it once had that name; it has it now; another kind; alike but for marks or word breaks. */
export type ProposalReason = 'former-name' | 'present-name' | 'other-kind' | 'alike'
export interface Proposal {
  placeId: Id
  reason: ProposalReason
  former: FormerUnit | null
}

/**
 * - exact: this place has, or has had since July 2025, this title.
 * - succession: a former unit; the place has taken it over (`several`: its main part only, say so).
 * - to-confirm: a former unit whose successor is probable; usable, but a person must be asked.
 * - ambiguous: nothing is taken; a person chooses among the proposals, best first.
 * - unknown: no such commune here (`former`: it existed, and where it went is not known).
 */
export type PlaceMatch =
  | { kind: 'exact'; placeId: Id }
  | { kind: 'succession'; placeId: Id; several: boolean; former: FormerUnit }
  | { kind: 'to-confirm'; placeId: Id; former: FormerUnit }
  | { kind: 'ambiguous'; proposals: Proposal[] }
  | { kind: 'unknown'; former: FormerUnit | null }

/**
 * Finds the commune a roster means. Only the same words decide (case, spaces and place of the tone mark aside): "Xã Tân
 * Thạnh" is never "Xã Tân Thành"; names that are merely alike are proposals for a person.
 */
export const matchCommune = (gazetteer: Gazetteer, question: PlaceQuestion): PlaceMatch => {
  const wanted = read(question)
  const former = gazetteer.former.filter((unit) => isInside(unit, wanted))
  const decided = wanted.before ? matchFormer(former, wanted) : matchPresent(gazetteer, wanted)
  return decided ?? propose(gazetteer, former, wanted)
}

interface Wanted {
  kind: string | null
  key: string
  loose: string
  lists: FormerList[]
  before: boolean
  district: string | null
  formerProvinceCode: string | null
}

const read = ({ text, asOf, ...narrow }: PlaceQuestion): Wanted => {
  const [unit = '', ...above] = text.split(',')
  const { kind, name } = readPlaceTitle(unit, 'commune')
  const district = narrow.district ?? above.find(isDistrict)
  return {
    kind,
    key: nameKey(name),
    loose: looseNameKey(name),
    lists: listsFor(asOf),
    before: asOf < presentUnitsSince,
    district: district ? districtKey(district) : null,
    formerProvinceCode: narrow.formerProvinceCode ?? null,
  }
}

/** The old lists, the one for the day first. Mergers between them took effect from late 2024 on. */
export const listsFor = (asOf: Day): FormerList[] =>
  asOf < '2024-01-01' ? ['2023-04', '2025-06-30'] : ['2025-06-30', '2023-04']

const isInside = (unit: KeyedFormer, wanted: Wanted): boolean =>
  (!wanted.formerProvinceCode || unit.provinceCode === wanted.formerProvinceCode) &&
  (!wanted.district || unit.districtKey === wanted.district)

const isTitled = (title: KeyedTitle, wanted: Wanted): boolean =>
  title.key === wanted.key && (wanted.kind === null || wanted.kind === title.kind)

const matchPresent = ({ communes }: Gazetteer, wanted: Wanted): PlaceMatch | null => {
  const found = communes.filter(({ titles }) => titles.some((title) => isTitled(title, wanted)))
  if (found.length > 1) return ambiguous(found.map(({ placeId }) => presentProposal(placeId, 'present-name')))
  return found[0] ? { kind: 'exact', placeId: found[0].placeId } : null
}

const matchFormer = (former: readonly KeyedFormer[], wanted: Wanted): PlaceMatch | null => {
  const titled = former.filter((unit) => isTitled(unit, wanted))
  const list = wanted.lists.find((one) => titled.some((unit) => unit.list === one))
  return list ? followSuccession(titled.filter((unit) => unit.list === list)) : null
}

/** Where former units of one title or code went: sure when all lead to one place, and for sure. */
export const followSuccession = (found: readonly FormerUnit[]): PlaceMatch => {
  const [first] = found
  const places = new Set(found.map((unit) => unit.placeId))
  if (!first || places.size > 1) return ambiguous(found.flatMap((unit) => formerProposal(unit, 'former-name')))
  if (first.placeId === null) return { kind: 'unknown', former: first }
  const { placeId } = first
  if (found.some((unit) => unit.succession === 'probable')) return { kind: 'to-confirm', placeId, former: first }
  const several = found.some((unit) => unit.succession === 'several')
  return { kind: 'succession', placeId, several, former: first }
}

const propose = ({ communes }: Gazetteer, former: readonly KeyedFormer[], wanted: Wanted): PlaceMatch => {
  const proposals = [
    ...communes.flatMap(({ placeId, titles }) =>
      titles.flatMap((title) => likeness(title, wanted, 'present-name').map((why) => presentProposal(placeId, why))),
    ),
    ...former.flatMap((unit) => likeness(unit, wanted, 'former-name').flatMap((why) => formerProposal(unit, why))),
  ]
  return proposals.length > 0 ? ambiguous(proposals) : { kind: 'unknown', former: null }
}

const likeness = (title: KeyedTitle, wanted: Wanted, ifTitled: ProposalReason): ProposalReason[] => {
  if (isTitled(title, wanted)) return [ifTitled]
  if (title.key === wanted.key) return ['other-kind']
  return title.loose === wanted.loose ? ['alike'] : []
}

const presentProposal = (placeId: Id, reason: ProposalReason): Proposal => ({ placeId, reason, former: null })
const formerProposal = (former: FormerUnit, reason: ProposalReason): Proposal[] =>
  former.placeId ? [{ placeId: former.placeId, reason, former }] : []

const bestFirst: readonly ProposalReason[] = ['former-name', 'present-name', 'other-kind', 'alike']

/** Each place once, with its best reason. */
const ambiguous = (proposals: readonly Proposal[]): PlaceMatch => {
  const sorted = proposals.toSorted((a, b) => bestFirst.indexOf(a.reason) - bestFirst.indexOf(b.reason))
  const isFirst = ({ placeId }: Proposal, index: number) => sorted.findIndex((one) => one.placeId === placeId) === index
  return { kind: 'ambiguous', proposals: sorted.filter(isFirst) }
}
