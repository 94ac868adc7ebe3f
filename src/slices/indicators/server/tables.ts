import type { Generated } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { IndicatorTerm } from '../shared/indicator.ts'

export interface IndicatorGroupTable {
  code: string
  position: number
  vi: string
  en: string
}

/** What each column means stands in db/migrations/20261122-09-indicators.sql. */
export interface IndicatorTable {
  code: string
  group_code: string
  position: number
  vi: string
  en: string
  explanation_vi: string
  explanation_en: string
  unit_vi: string
  unit_en: string
  numerator: IndicatorTerm[]
  denominator: IndicatorTerm[] | null
  factor: Generated<number>
  recorded_with: string | null
  headline: number | null
  family: 'platform' | 'topic' | null
  valid_from: Generated<Day>
  valid_to: Day | null
  source: Generated<string>
}

declare module '#platform/server/schema.ts' {
  interface Database {
    indicator_group: IndicatorGroupTable
    indicator: IndicatorTable
  }
}
