import type { ColumnType, Generated } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'

/** A row of the queue between writers and the folder; see db/migrations/20261122-08-measures.sql. */
export interface MeasureDeltaTable {
  id: Generated<number>
  created_at: Generated<Date>
  team_id: Id | null
  day: Day | null
  place_id: Id | null
  body: ColumnType<unknown, string, never>
}

export interface RollupTable {
  scope_id: Id
  measure: string
  month: Day
  total: number
  days: number[]
}

export interface TeamRollupTable {
  place_id: Id
  measure: string
  month: Day
  team_id: Id
  total: number
  days: number[]
}

export interface SubjectDaysTable {
  subject_id: Id
  measure: string
  team_id: Id
  days: Day[]
}

export interface FoldStateTable {
  one: Generated<boolean>
  as_of: Date
}

export interface DeclaredFigureTable {
  place_id: Id
  measure: string
  kind: 'flow' | 'stock'
  day: Day
  amount: number
  source: string
  former_unit_id: Id | null
  declared_at: Generated<Date>
  declared_by: Id | null
}

export interface DeclaredFigurePastTable {
  id: Generated<number>
  place_id: Id
  measure: string
  day: Day
  amount: number
  source: string
  declared_at: Date
  declared_by: Id | null
  withdrawn: boolean
  reason: string
  ended_at: Generated<Date>
  ended_by: Id
}

export interface DeclaredCountedTable {
  place_id: Id
  code: string
  days: Day[]
  amounts: number[]
}

export interface TeamStandingView {
  team_id: Id
  place_id: Id
  commune_id: Id
  province_id: Id
  valid_from: Day
  valid_to: Day
}

declare module '#platform/server/schema.ts' {
  interface Database {
    measure_delta: MeasureDeltaTable
    rollup: RollupTable
    team_rollup: TeamRollupTable
    subject_days: SubjectDaysTable
    fold_state: FoldStateTable
    declared_figure: DeclaredFigureTable
    declared_figure_past: DeclaredFigurePastTable
    declared_counted: DeclaredCountedTable
    team_standing: TeamStandingView
  }
}
