import { spellingKey } from '#platform/shared/folding.ts'
import { problemAt, type RosterProblem } from './problems.ts'
import type { ColumnHeaders, RosterRow } from './types.ts'

/** Gives rows their keys (the same objects: there may be 350,000): `person` names the person, `key` the membership. */
export const withKeys = (rows: Omit<RosterRow, 'key' | 'person'>[]): RosterRow[] => {
  const namesakes = new Map<string, string[]>()
  return rows.map((row) => {
    const person = personKey(row) + namesakeMark(row, namesakes)
    return Object.assign(row, { person, key: `${row.team}|${person}` })
  })
}

/** Two people of one name in a team, neither with a phone, are told apart by what else the list says of them. */
const namesakeMark = (row: Omit<RosterRow, 'key' | 'person'>, namesakes: Map<string, string[]>): string => {
  if (row.phone) return ''
  const key = personKey(row)
  const known = namesakes.get(key) ?? []
  const self = [row.role, row.organisation].join('|')
  if (!known.includes(self)) namesakes.set(key, [...known, self])
  const place = known.includes(self) ? known.indexOf(self) : known.length
  return place === 0 ? '' : `#${place + 1}`
}

/** The key of a person: the phone and the name; without a phone the name, the team and the year of birth. */
const personKey = (row: Pick<RosterRow, 'phone' | 'name' | 'team' | 'birthYear'>): string =>
  row.phone ? `${row.phone}|${spellingKey(row.name)}` : [spellingKey(row.name), row.team, row.birthYear ?? ''].join('|')

/**
 * Tells people from rows: the same person twice in a team is imported once, in two teams as one person; a phone that
 * two people share is reported.
 */
export const checkPeople = (
  rows: RosterRow[],
  headersOf: (row: RosterRow) => ColumnHeaders,
): { kept: RosterRow[]; problems: RosterProblem[] } => {
  const seen: Seen = { memberships: new Map(), people: new Map(), phones: new Map() }
  const problems: RosterProblem[] = []
  const kept = rows.filter((row) => {
    const [problem, keep] = look(row, seen, headersOf(row))
    if (problem) problems.push(problem)
    return keep
  })
  return { kept, problems }
}

interface Seen {
  memberships: Map<string, RosterRow>
  people: Map<string, RosterRow>
  phones: Map<string, RosterRow>
}

const look = (row: RosterRow, seen: Seen, headers: ColumnHeaders): [RosterProblem | null, boolean] => {
  const spot = { sheet: row.sheet, row: row.row, headers }
  const twice = firstOr(seen.memberships, row.key, row)
  const before = firstOr(seen.people, row.person, row)
  const phoneOf = row.phone ? firstOr(seen.phones, row.phone, row) : row
  if (twice !== row) return [problemAt(spot, 'duplicate-row', 'name', { row: twice.row }), false]
  if (before !== row) return [problemAt(spot, 'same-person', 'name', { row: before.row }), true]
  if (phoneOf !== row) return [problemAt(spot, 'phone-shared', 'phone', { row: phoneOf.row }), true]
  return [null, true]
}

const firstOr = (map: Map<string, RosterRow>, key: string, row: RosterRow): RosterRow => {
  const first = map.get(key) ?? row
  map.set(key, first)
  return first
}
