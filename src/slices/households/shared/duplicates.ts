import type { SyncRow } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import { fold } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type Household, isSameAddress } from './household.ts'
import { isPresent, type Person } from './person.ts'

export const duplicateKind = 'duplicate'

/** People looked at two doors or persons that seemed one, and said that they are not; `id` is `duplicateId(a, b)`. */
export interface DismissedDuplicate extends SyncRow {
  kind: 'household' | 'person'
  /** The smaller id. */
  a: Id
  b: Id
  /** False: it was taken back. */
  dismissed: boolean
  by: Id | null
  on: Day
}

/** The id under which "these two are not the same" is kept, whichever of them is named first. */
export const duplicateId = (one: Id, other: Id): string => (one < other ? `${one}/${other}` : `${other}/${one}`)

/** Two rows that may be one; `why` in the order of weight, for people to look at. */
export interface DuplicateProposal {
  id: string
  a: Id
  b: Id
  why: ('name' | 'name-shorter' | 'name-order' | 'birth-year' | 'phone' | 'door' | 'address')[]
}

type Dismissals = readonly Pick<DismissedDuplicate, 'id' | 'dismissed'>[]
type Compared = Pick<
  Person,
  'id' | 'teamId' | 'householdId' | 'name' | 'birthYear' | 'sex' | 'phone' | 'restrictedOn' | 'leftOn' | 'mergedInto'
>
type Addressed = Pick<Household, 'id' | 'teamId' | 'number' | 'alley' | 'closedOn' | 'mergedInto'>

/**
 * Persons of a team that may be one human being, for people to decide (F14); nothing is ever merged by itself. The name
 * must agree: the same words without marks in any order, or one with a middle name less. And something else must: the
 * birth year (or a year off, at one door), the phone, or the door where no year contradicts. Sex that differs speaks
 * against it, and years further apart.
 */
export const proposeDuplicates = (
  persons: readonly Compared[],
  doors: readonly Addressed[],
  dismissals: Dismissals = [],
): DuplicateProposal[] => {
  const doorOf = new Map(doors.map((door) => [door.id, door]))
  const words = new Map(persons.map((person) => [person.id, fold(person.name).split(' ')]))
  return pairsWithin(persons.filter(isPresent), ({ id, teamId, phone }) => {
    const given = words.get(id) ?? []
    return [
      `${teamId} ${given[0]} ${given.at(-1)}`,
      `${teamId} ${[...given].sort().join(' ')}`,
      ...(phone ? [phone] : []),
    ]
  }).flatMap(([one, other]) => proposal(one, other, samePerson(one, other, words, doorOf), dismissedIn(dismissals)))
}

/** Doors of a team with one number in one lane, however it is written. */
export const proposeDoorDuplicates = (doors: readonly Addressed[], dismissals: Dismissals = []): DuplicateProposal[] =>
  pairsWithin(
    doors.filter(({ closedOn, mergedInto }) => !closedOn && !mergedInto),
    ({ teamId, number }) => (number ? [`${teamId} ${fold(number).replaceAll(/\s/g, '')}`] : []),
  ).flatMap(([one, other]) =>
    proposal(one, other, isSameAddress(one, other) ? ['address'] : [], dismissedIn(dismissals)),
  )

/** The proposals of which nobody said that they are two. */
export const notDismissed = (proposals: readonly DuplicateProposal[], dismissals: Dismissals): DuplicateProposal[] => {
  const dismissed = dismissedIn(dismissals)
  return proposals.filter(({ id }) => !dismissed.has(id))
}

const dismissedIn = (dismissals: Dismissals): ReadonlySet<string> =>
  new Set(dismissals.flatMap(({ id, dismissed }) => (dismissed ? [id] : [])))

const proposal = (
  one: { id: Id },
  other: { id: Id },
  why: DuplicateProposal['why'],
  dismissed: ReadonlySet<string>,
): DuplicateProposal[] => {
  const [a, b] = one.id < other.id ? [one.id, other.id] : [other.id, one.id]
  const id = duplicateId(a, b)
  return why.length > 0 && !dismissed.has(id) ? [{ id, a, b, why }] : []
}

// Only what shares a key is compared: 1,500 persons are a million pairs.
const pairsWithin = <Row extends { id: Id }>(rows: readonly Row[], keysOf: (row: Row) => string[]): [Row, Row][] => {
  const byKey = new Map<string, Row[]>()
  for (const row of rows)
    for (const key of new Set(keysOf(row))) {
      const group = byKey.get(key)
      if (group) group.push(row)
      else byKey.set(key, [row])
    }
  const pairs = new Map<string, [Row, Row]>()
  for (const group of byKey.values())
    group.forEach((one, index) => {
      for (const other of group.slice(index + 1)) pairs.set(duplicateId(one.id, other.id), [one, other])
    })
  return [...pairs.values()]
}

const samePerson = (
  one: Compared,
  other: Compared,
  words: ReadonlyMap<Id, string[]>,
  doorOf: ReadonlyMap<Id, Addressed>,
): DuplicateProposal['why'] => {
  const name = sameName(words.get(one.id) ?? [], words.get(other.id) ?? [])
  const years = yearsApart(one, other)
  if (!name || (one.sex && other.sex && one.sex !== other.sex)) return []
  const phone = one.phone !== null && one.phone === other.phone
  const door = sameDoor(one, other, doorOf)
  const near = years === null || years <= (door || phone ? 1 : 0)
  const enough = near && (phone || door || (years === 0 && name !== 'name-shorter'))
  if (!enough) return []
  return [
    name,
    ...(years === 0 ? ['birth-year' as const] : []),
    ...(phone ? ['phone' as const] : []),
    ...(door ? ['door' as const] : []),
  ]
}

/** How far two names agree, given as their words without marks. */
const sameName = (one: readonly string[], other: readonly string[]): 'name' | 'name-order' | 'name-shorter' | null => {
  if (one.join(' ') === other.join(' ')) return 'name'
  if ([...one].sort().join(' ') === [...other].sort().join(' ')) return 'name-order'
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  const sameEnds = short[0] === long[0] && short.at(-1) === long.at(-1)
  return sameEnds && short.length > 1 && short.length < long.length && isWithin(short, long) ? 'name-shorter' : null
}

const isWithin = (short: readonly string[], long: readonly string[]): boolean => {
  let at = 0
  for (const word of long) if (word === short[at]) at += 1
  return at === short.length
}

const yearsApart = (one: Compared, other: Compared): number | null =>
  one.birthYear === null || other.birthYear === null ? null : Math.abs(one.birthYear - other.birthYear)

const sameDoor = (one: Compared, other: Compared, doorOf: ReadonlyMap<Id, Addressed>): boolean => {
  if (one.householdId === other.householdId) return true
  const [a, b] = [doorOf.get(one.householdId), doorOf.get(other.householdId)]
  return a !== undefined && b !== undefined && (isSameAddress(a, b) || a.mergedInto === b.id || b.mergedInto === a.id)
}
