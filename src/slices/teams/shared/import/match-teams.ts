import { nameKey, readPlaceTitle } from '#slices/places/shared/public.ts'
import type { CurrentMembership, CurrentRoster, CurrentTeam } from './changes.ts'
import { hamletKey } from './hamlets.ts'
import type { PlannedTeam } from './types.ts'

/** A planned team and the team it is in the database; `current` null: it is new, on the hamlet of this name. */
export interface MatchedTeam {
  planned: PlannedTeam
  current: CurrentTeam | null
  hamletName: string
}

/**
 * Finds each planned team in the database by commune and hamlet. Communes that were merged may each have had a "Xóm Bó
 * Lầu": then the second one is called "Bó Lầu (Trung Lương)" after its former commune, and found again by that.
 */
export const matchTeams = (planned: PlannedTeam[], current: CurrentRoster): MatchedTeam[] => {
  const taken = takenHamlets(current)
  return [...planned].sort(ownCommuneFirst).map((team) => {
    const names = team.formerCommune ? [qualifiedName(team), team.hamletName] : [team.hamletName]
    const found = names.map((name) => taken.get(placeKey(team, name))).find((one) => one && isSame(team, one))
    const hamletName = found?.team?.hamletName ?? freeName(team, taken)
    const key = placeKey(team, hamletName)
    taken.set(key, { team: found?.team ?? null, members: found?.members ?? [], by: team })
    return { planned: team, current: found?.team ?? null, hamletName }
  })
}

interface Taken {
  team: CurrentTeam | null
  members: CurrentMembership[]
  /** The planned team that has it; two planned teams are never one. */
  by: PlannedTeam | null
}

const takenHamlets = ({ teams, memberships }: CurrentRoster): Map<string, Taken> => {
  const members = new Map<string, CurrentMembership[]>(teams.map(({ id }) => [id, []]))
  for (const membership of memberships) members.get(membership.teamId)?.push(membership)
  return new Map(
    teams.map((team) => [
      `${team.communeId}|${hamletKey(team.hamletKind, team.hamletName)}`,
      { team, members: members.get(team.id) ?? [], by: null },
    ]),
  )
}

/** In a list of a former commune, a team of the same name is another one if they have nobody in common. */
const isSame = (planned: PlannedTeam, { by, members }: Taken): boolean => {
  if (by) return false
  if (!planned.formerCommune || members.length === 0) return true
  const people = new Set(members.flatMap(({ name, phone }) => [nameKey(name), phone]))
  return planned.members.some(({ name, phone }) => people.has(nameKey(name)) || (phone && people.has(phone)))
}

const freeName = (team: PlannedTeam, taken: Map<string, Taken>): string =>
  team.formerCommune && taken.has(placeKey(team, team.hamletName)) ? qualifiedName(team) : team.hamletName

const qualifiedName = ({ hamletName, formerCommune }: PlannedTeam): string =>
  `${hamletName} (${readPlaceTitle(formerCommune ?? '', 'commune').name})`

const placeKey = (team: PlannedTeam, name: string): string => `${team.placeId}|${hamletKey(team.hamletKind, name)}`

/** The commune that kept its name keeps the names of its hamlets. */
const ownCommuneFirst = (a: PlannedTeam, b: PlannedTeam): number => Number(isRenamed(a)) - Number(isRenamed(b))

const isRenamed = ({ formerCommune, placeName }: PlannedTeam): boolean =>
  formerCommune !== null && nameKey(formerCommune) !== nameKey(placeName)
