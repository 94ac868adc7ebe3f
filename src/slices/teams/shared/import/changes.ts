import type { Day } from '#platform/shared/dates.ts'
import type { Sex, TeamRole } from '../team.ts'
import type { RosterRow } from './types.ts'

/** What the database holds of the area of an import: living teams and present memberships. */
export interface CurrentRoster {
  teams: CurrentTeam[]
  memberships: CurrentMembership[]
}

export interface CurrentTeam {
  id: string
  /** Its commune. */
  communeId: string
  /** Kind and name of its hamlet. */
  hamletKind: string | null
  hamletName: string
}

/** A membership with its person. */
export interface CurrentMembership extends PersonFields, MembershipFields {
  id: string
  teamId: string
  personId: string
}

export interface PersonFields {
  name: string
  phone: string | null
  phoneNote: string | null
  birthYear: number | null
  sex: Sex | null
}

export interface MembershipFields {
  role: TeamRole
  position: string | null
  organisation: string | null
  joined: Day | null
}

/** What an import changes. Nothing is ever taken away: who is missing in the file is only told. */
export interface RosterChanges {
  teams: TeamChanges[]
  people: PersonChange[]
  counts: ChangeCounts
}

export interface TeamChanges {
  /** Key of the planned team. */
  key: string
  /** null: to be made, on this hamlet of this commune. */
  id: string | null
  communeId: string
  hamletKind: string | null
  hamletName: string
  added: AddedMember[]
  changed: ChangedMembership[]
  /** Everybody of the file who is in the team already, changed or not. */
  found: { rowKey: string; membershipId: string; personId: string }[]
  /** Memberships of the team that the file does not have. */
  missing: string[]
}

export interface AddedMember {
  row: RosterRow
  /** null: to be entered, one person for all rows of the same `row.person`. */
  personId: string | null
}

export interface ChangedMembership {
  membershipId: string
  personId: string
  fields: Partial<MembershipFields>
}

export interface PersonChange {
  personId: string
  fields: Partial<PersonFields>
}

export interface ChangeCounts {
  teamsAdded: number
  teamsFound: number
  membersAdded: number
  /** People of whom something changes, in the person or in a membership. */
  membersChanged: number
  /** Memberships of the file that are there, just so. */
  membersUnchanged: number
  membersMissing: number
}
