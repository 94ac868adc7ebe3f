import type { CurrentMembership, CurrentRoster, RosterChanges } from './changes.ts'
import type { RosterRow } from './types.ts'

export const emptyRoster: CurrentRoster = { teams: [], memberships: [] }

/** What a writer does with changes, in memory: for tests of plans without a database. */
export const applyInMemory = (current: CurrentRoster, changes: RosterChanges): CurrentRoster => {
  const people = new Map<string, string>()
  const teams = [...current.teams]
  const memberships = current.memberships.map((one) => ({
    ...one,
    ...changes.people.find(({ personId }) => personId === one.personId)?.fields,
    ...changes.teams.flatMap(({ changed }) => changed).find(({ membershipId }) => membershipId === one.id)?.fields,
  }))
  for (const { id, communeId, hamletKind, hamletName, added } of changes.teams) {
    const teamId = id ?? `team ${teams.length}`
    if (!id) teams.push({ id: teamId, communeId, hamletKind, hamletName })
    for (const { row: from, personId } of added) {
      const person = personId ?? people.get(from.person) ?? `person ${people.size + memberships.length}`
      people.set(from.person, person)
      memberships.push(stored(`m${memberships.length}`, teamId, person, from))
    }
  }
  return { teams, memberships }
}

const stored = (id: string, teamId: string, personId: string, from: RosterRow): CurrentMembership => {
  const { name, phone, phoneNote, birthYear, sex, role, position, organisation, joined } = from
  return { id, teamId, personId, name, phone, phoneNote, birthYear, sex, role, position, organisation, joined }
}
