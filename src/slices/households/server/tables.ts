import type { ColumnType, Generated } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { DoorKind } from '../shared/household.ts'
import type { Consent, Relation, SkillState } from '../shared/person.ts'
import type { Criterion } from '../shared/register.ts'
import type { RequestInList, RequestKind } from '../shared/request-routes.ts'

export interface HouseholdTable {
  id: string
  team_id: string
  rev: number
  kind: DoorKind
  number: string | null
  alley: string | null
  label: string | null
  folded: string
  criteria: Record<string, boolean>
  walk_order: number
  note: string | null
  created_on: Day
  closed_on: Day | null
  merged_into: Generated<string | null>
}

export interface PersonTable {
  id: string
  team_id: string
  rev: number
  household_id: string
  name: string
  folded: string
  birth_year: number | null
  sex: 'female' | 'male' | null
  phone: string | null
  relation: Relation | null
  criteria: Record<string, boolean>
  skills: Record<string, SkillState>
  vneid_said_on: Day | null
  consent: Consent[]
  restricted_on: Day | null
  left_on: Day | null
  merged_into: string | null
  merge_took: Record<string, unknown> | null
  created_on: Day
  off_on: Day | null
  erase_on: Day | null
  erased_on: Day | null
}

/** One decision of a commune on its register. */
export interface CommuneRegisterTable {
  commune_id: string
  version: number
  is_on: boolean
  purpose: string
  legal_basis: string
  retention_months: number
  decided_by: string
  note: string | null
  valid_from: Day
  made_at: Generated<Date>
  made_by: string | null
}

export interface RegisterRuleTable {
  province_id: string
  version: number
  criteria: ColumnType<Criterion[], string, never>
  skills: string[]
  decided_by: string
  note: string | null
  valid_from: Day
  made_at: Generated<Date>
  made_by: string | null
}

export interface RegisterTable {
  id: string
  team_id: string
  rev: number
  commune_id: string | null
  switch_version: number | null
  province_id: string | null
  rule_version: number | null
}

export interface DuplicateDismissedTable {
  id: string
  team_id: string
  rev: number
  kind: 'household' | 'person'
  a: string
  b: string
  dismissed: boolean
  dismissed_by: string | null
  dismissed_on: Day
}

export interface RecognitionTable {
  subject_id: string
  kind: 'household' | 'person'
  household_id: string
  team_id: string
  from_day: Day
  until_day: Day | null
}

export interface RecognitionQueueTable {
  id: Generated<number>
  household_id: string
}

export interface PersonRequestTable {
  id: string
  person_id: string
  team_id: string
  kind: RequestKind
  asked_by: Consent['by']
  asked_how: RequestInList['askedHow']
  identified: RequestInList['identified']
  asked_on: Day
  due_on: Day
  wish: string | null
  opened_by: string
  opened_at: Generated<Date>
  outcome: 'done' | 'refused' | null
  answer: string | null
  answered_on: Day | null
  answered_by: string | null
}

export interface CalendarDayTable {
  day: Day
  yearly: boolean
  works: boolean
  what: string
  decided_by: string
  made_by: string | null
  made_at: Generated<Date>
}

declare module '#platform/server/schema.ts' {
  interface Database {
    household: HouseholdTable
    person: PersonTable
    commune_register: CommuneRegisterTable
    register_rule: RegisterRuleTable
    register: RegisterTable
    duplicate_dismissed: DuplicateDismissedTable
    recognition: RecognitionTable
    recognition_queue: RecognitionQueueTable
    person_request: PersonRequestTable
    calendar_day: CalendarDayTable
  }
}
