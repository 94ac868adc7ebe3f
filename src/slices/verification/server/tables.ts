import type { Generated } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { CallbackResult, DrawPeriodKind } from '../shared/callback.ts'

export interface CallbackDrawTable {
  id: Id
  commune_id: Id
  province_id: Id
  period_kind: DrawPeriodKind
  period_from: Day
  period_to: Day
  seed: number
  size: number
  reason: string | null
  drawn_by: Id
  drawn_at: Generated<Date>
}

export interface CallbackItemTable {
  id: Id
  draw_id: Id
  team_id: Id
  visit_id: Id
  position: number
  result: CallbackResult | null
  result_on: Day | null
  result_by: Id | null
  note: string | null
  recorded_at: Date | null
}

export interface CallbackStratumTable {
  draw_id: Id
  team_id: Id
  scopes: Id[]
  population: number
  drawn: number
  confirmed: Generated<number>
  denied: Generated<number>
  not_reached: Generated<number>
  counted: Generated<boolean>
}

export interface VisitCodeTable {
  id: Id
  team_id: Id
  rev: number
  visit_id: Id
  mark: string
  code: string | null
  slip: number | null
  made_on: Day
  valid_to: Day
  confirmed_on: Day | null
  rating: number | null
  words: string | null
}

declare module '#platform/server/schema.ts' {
  interface Database {
    callback_draw: CallbackDrawTable
    callback_item: CallbackItemTable
    callback_stratum: CallbackStratumTable
    visit_code: VisitCodeTable
  }
}
