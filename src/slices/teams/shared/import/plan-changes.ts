import { nameKey } from '#slices/places/shared/public.ts'
import type {
  ChangeCounts,
  ChangedMembership,
  CurrentMembership,
  CurrentRoster,
  MembershipFields,
  PersonChange,
  PersonFields,
  RosterChanges,
  TeamChanges,
} from './changes.ts'
import { type MatchedMembers, matchMembers } from './match-members.ts'
import { type MatchedTeam, matchTeams } from './match-teams.ts'
import type { RosterPlan, RosterRow } from './types.ts'

/**
 * What applying a plan to the database would change: nothing the second time. A blank in the file never erases what is
 * known, and nobody is taken out of a team because a file does not name them.
 */
export const planChanges = (current: CurrentRoster, plan: RosterPlan): RosterChanges => {
  const members = groupByTeam(current.memberships)
  const known = peopleByKey(current.memberships)
  const matched = matchTeams(plan.teams, current).map((team) => ({
    team,
    ...matchMembers(team.planned.members, members.get(team.current?.id ?? '') ?? []),
  }))
  const people = peopleChanges(matched.flatMap(({ pairs }) => pairs))
  const teams = matched.map(({ team, pairs, added, missing }) => ({
    ...placeOf(team),
    added: added.map((row) => ({ row, personId: known.get(personKey(row)) ?? null })),
    changed: pairs.flatMap(membershipChange),
    found: pairs.map(({ row, membership }) => ({
      rowKey: row.key,
      membershipId: membership.id,
      personId: membership.personId,
    })),
    missing: missing.map(({ id }) => id),
  }))
  return { teams, people, counts: count(teams, people) }
}

const placeOf = ({ planned, current, hamletName }: MatchedTeam) => ({
  key: planned.key,
  id: current?.id ?? null,
  communeId: planned.placeId,
  hamletKind: planned.hamletKind,
  hamletName,
})

const membershipChange = ({ row, membership }: Pair): ChangedMembership[] => {
  const fields = differences<MembershipFields>(membershipOf(row), membership)
  return isEmpty(fields) ? [] : [{ membershipId: membership.id, personId: membership.personId, fields }]
}

/** One change for a person, in however many teams. */
const peopleChanges = (pairs: Pair[]): PersonChange[] => {
  const changes = new Map<string, PersonChange>()
  for (const { row, membership } of pairs) {
    const { personId } = membership
    const fields = { ...changes.get(personId)?.fields, ...differences<PersonFields>(personOf(row), membership) }
    if (!isEmpty(fields)) changes.set(personId, { personId, fields })
  }
  return [...changes.values()]
}

const count = (teams: TeamChanges[], people: PersonChange[]): ChangeCounts => {
  const sum = (of: (team: TeamChanges) => number) => teams.reduce((all, team) => all + of(team), 0)
  const changedMemberships = teams.flatMap(({ changed }) => changed)
  const changed = new Set([...people, ...changedMemberships].map(({ personId }) => personId))
  return {
    teamsAdded: sum(({ id }) => (id === null ? 1 : 0)),
    teamsFound: sum(({ id }) => (id === null ? 0 : 1)),
    membersAdded: sum(({ added }) => added.length),
    membersChanged: changed.size,
    membersUnchanged: sum(({ found }) => found.filter(({ personId }) => !changed.has(personId)).length),
    membersMissing: sum(({ missing }) => missing.length),
  }
}

type Pair = MatchedMembers['pairs'][number]

const personOf = ({ name, phone, phoneNote, birthYear, sex }: RosterRow): PersonFields => ({
  name,
  phone,
  phoneNote,
  birthYear,
  sex,
})

const membershipOf = ({ role, position, organisation, joined }: RosterRow): MembershipFields => ({
  role,
  position,
  organisation,
  joined,
})

/** The fields that the file knows otherwise; two spellings of one name are no difference. */
const differences = <T extends object>(wanted: T, current: T): Partial<T> => {
  const keys = Object.keys(wanted) as (keyof T)[]
  const differing = keys.filter((key) => wanted[key] !== null && !isEqual(key, wanted[key], current[key]))
  return Object.fromEntries(differing.map((key) => [key, wanted[key]])) as Partial<T>
}

const isEqual = (key: PropertyKey, one: unknown, other: unknown): boolean =>
  key === 'name' ? nameKey(String(one)) === nameKey(String(other)) : one === other

const personKey = ({ phone, name }: { phone: string | null; name: string }): string => `${phone}|${nameKey(name)}`

/** People with a phone, to be found again when they join a second team. */
const peopleByKey = (memberships: CurrentMembership[]): Map<string, string> =>
  new Map(memberships.filter(({ phone }) => phone).map((one) => [personKey(one), one.personId]))

const groupByTeam = (memberships: CurrentMembership[]): Map<string, CurrentMembership[]> => {
  const groups = new Map<string, CurrentMembership[]>()
  for (const membership of memberships) {
    const group = groups.get(membership.teamId)
    if (group) group.push(membership)
    else groups.set(membership.teamId, [membership])
  }
  return groups
}

const isEmpty = (fields: object): boolean => Object.keys(fields).length === 0
