import type { Day } from '#platform/shared/dates.ts'
import type { DoorKind } from '../shared/household.ts'

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
}

declare module '#platform/server/schema.ts' {
  interface Database {
    household: HouseholdTable
  }
}
