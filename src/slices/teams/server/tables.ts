import type { ColumnType, Generated } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { RosterPlan } from '../shared/import/types.ts'
import type { ImportCounts, RosterFigures } from '../shared/roster-routes.ts'

export interface TeamTable {
  id: string
  place_id: string
  commune_id: string
  province_id: string
  path: string[]
  kind: Generated<string>
  name: string
  folded: string
  name_key: string
  sort_key: string
  status: Generated<'pilot' | 'active' | 'dissolved'>
  decision_number: string | null
  decision_date: Day | null
  established_on: Day | null
  dissolved_on: Day | null
  /** Kept by a trigger on membership. */
  member_count: Generated<number>
  leader_count: Generated<number>
  rev: Generated<number>
  created_at: Generated<Date>
}

export interface TeamPlaceTable {
  team_id: string
  place_id: string
  commune_id: string
  province_id: string
  valid_from: Day
  valid_to: Day | null
}

export interface TeamRevisionTable {
  team_id: string
  rev: Generated<number>
}

export interface MemberTable {
  id: string
  province_id: string
  /** Kept by a trigger on membership. */
  team_ids: Generated<string[]>
  name: string
  folded: string
  name_key: string
  phone: string | null
  phone_note: string | null
  birth_year: number | null
  sex: 'nam' | 'nu' | null
  account_id: string | null
  created_at: Generated<Date>
}

export interface MembershipTable {
  id: string
  team_id: string
  member_id: string
  province_id: string
  role: 'leader' | 'deputy' | 'member'
  organisation: string | null
  position: string | null
  joined_on: Day | null
  left_on: Day | null
  rev: Generated<number>
  created_at: Generated<Date>
}

export interface InvitationTable {
  id: string
  purpose: Generated<'join' | 'password'>
  code_hash: string
  team_id: string
  member_id: string
  province_id: string
  created_by: string
  created_at: Generated<Date>
  expires_at: Date
  used_at: Date | null
  revoked_at: Date | null
}

export interface RosterImportTable {
  id: string
  place_id: string
  commune_id: string | null
  province_id: string
  created_by: string
  created_at: Generated<Date>
  file_name: string
  as_of: Day
  /** jsonb, like the next and `result`: written as text. */
  figures: ColumnType<RosterFigures, string, never>
  plan: ColumnType<RosterPlan | null, string, null>
  state: Generated<'previewed' | 'applying' | 'applied' | 'expired'>
  teams_done: Generated<number>
  teams_total: number
  applied_at: ColumnType<Date | null, never, Date>
  result: ColumnType<ImportCounts | null, never, string>
}

declare module '#platform/server/schema.ts' {
  interface Database {
    team: TeamTable
    team_place: TeamPlaceTable
    team_revision: TeamRevisionTable
    member: MemberTable
    membership: MembershipTable
    invitation: InvitationTable
    roster_import: RosterImportTable
  }
}
