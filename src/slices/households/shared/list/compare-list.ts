import { type FieldChange, fieldOf, sameValue } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type Household, isSameAddress, keptDoors } from '../household.ts'
import { type ListProblem, listProblem } from './list-problems.ts'
import type { ListedDoor } from './listed-door.ts'
import { doorKey } from './read-list.ts'

/** What importing one row would do. */
export type ListChange =
  | { change: 'added'; door: ListedDoor & { walkOrder: number } }
  | { change: 'changed'; door: ListedDoor; id: Id; changes: Record<string, FieldChange> }
  | { change: 'same'; door: ListedDoor }

export interface ListComparison {
  lines: ListChange[]
  /** Rows of doors that were closed: left out. */
  problems: ListProblem[]
  /** Doors in the team's list that the file does not name; they stay. */
  missing: number
}

/**
 * What a list would change in a team's doors. A row is the door with its number, lane and label, else the only one with its
 * number and lane; what the list leaves blank stays as it is. New doors follow at the end of the walk in the order of
 * the file, unless it gives their order. `doors`: all the team holds, closed and merged ones too.
 */
export const compareList = (doors: readonly Household[], listed: readonly ListedDoor[]): ListComparison => {
  const found = matches(doors, listed)
  const problems: ListProblem[] = []
  const nextOrder = orderAfter(doors, listed)
  const lines = listed.flatMap((door): ListChange[] => {
    const known = found.get(door)
    if (!known) return [{ change: 'added', door: { ...door, walkOrder: door.walkOrder ?? nextOrder() } }]
    if (known.closedOn) {
      problems.push(listProblem({ sheet: door.sheet, row: door.row }, 'door-closed'))
      return []
    }
    // What people said is one door is not told apart again by a list.
    const changes = known.mergedInto ? {} : changesOf(known, door)
    return Object.keys(changes).length > 0
      ? [{ change: 'changed', door, id: known.id, changes }]
      : [{ change: 'same', door }]
  })
  return { lines, problems, missing: missingFrom(doors, found) }
}

const matches = (doors: readonly Household[], listed: readonly ListedDoor[]): Map<ListedDoor, Household> => {
  // Open doors first: a closed one is meant only where no other is.
  const ordered = [...doors].sort((a, b) => standing(a) - standing(b))
  const found = exactMatches(ordered, listed)
  const taken = new Set([...found.values()].map(({ id }) => id))
  for (const door of listed) {
    if (found.has(door) || !door.number) continue
    const rivals = listed.filter((other) => !found.has(other) && isSameAddress(other, door))
    const there = ordered.filter(
      (known) => !taken.has(known.id) && !known.closedOn && !known.mergedInto && isSameAddress(known, door),
    )
    if (rivals.length === 1 && there.length === 1 && there[0]) found.set(door, there[0])
  }
  return found
}

const standing = ({ closedOn, mergedInto }: Household): number => (closedOn ? 2 : mergedInto ? 1 : 0)

const exactMatches = (doors: readonly Household[], listed: readonly ListedDoor[]): Map<ListedDoor, Household> => {
  const byKey = new Map<string, Household>()
  for (const door of doors) if (!byKey.has(doorKey(door))) byKey.set(doorKey(door), door)
  return new Map(
    listed.flatMap((door) => {
      const known = byKey.get(doorKey(door))
      return known ? [[door, known] as const] : []
    }),
  )
}

const changesOf = (known: Household, { kind, number, alley, label, walkOrder, note, criteria }: ListedDoor) => {
  const ticks = Object.entries(criteria).map(([code, value]) => [`criteria.${code}`, value] as const)
  // Two spellings of one number or lane ("12a", "12A") are no change.
  const texts = isSameAddress(known, { number, alley }) ? {} : { number, alley }
  const said = [...Object.entries({ kind, ...texts, label, walkOrder, note }), ...ticks]
  return Object.fromEntries(
    said.flatMap(([field, value]) => {
      const old = fieldOf(known, field)
      return value === null || sameValue(old, value) || isSpelling(old, value) ? [] : [[field, { old, new: value }]]
    }),
  )
}

const isSpelling = (old: unknown, value: unknown): boolean =>
  typeof old === 'string' &&
  typeof value === 'string' &&
  doorKey({ number: null, alley: null, label: old }) === doorKey({ number: null, alley: null, label: value }) &&
  old.toLowerCase() === value.toLowerCase()

const orderAfter = (doors: readonly Household[], listed: readonly ListedDoor[]): (() => number) => {
  const given = listed.flatMap(({ walkOrder }) => walkOrder ?? [])
  let last = Math.floor([...doors.map(({ walkOrder }) => walkOrder), ...given].reduce((a, b) => Math.max(a, b), 0))
  return () => {
    last += 1
    return last
  }
}

const missingFrom = (doors: readonly Household[], found: ReadonlyMap<ListedDoor, Household>): number => {
  const kept = keptDoors(doors)
  const named = new Set([...found.values()].map(({ id }) => kept.get(id)))
  return doors.filter(({ id, closedOn, mergedInto }) => !closedOn && !mergedInto && !named.has(id)).length
}
