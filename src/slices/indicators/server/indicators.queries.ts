import type { Selectable, Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { calendarPeriods, type Indicator, type IndicatorCatalogue } from '../shared/indicator.ts'
import type { IndicatorTable } from './tables.ts'

type Trx = Transaction<Database>

/** The whole catalogue, in the order of its groups. */
export async function catalogueOf(trx: Trx): Promise<IndicatorCatalogue> {
  const groups = await trx.selectFrom('indicator_group').select(['code', 'vi', 'en']).orderBy('position').execute()
  return { groups, indicators: await allIndicators(trx), periods: calendarPeriods }
}

/** All indicators in force, in order; families as one each. */
export async function allIndicators(trx: Trx): Promise<Indicator[]> {
  const rows = await indicatorsInForce(trx).execute()
  return rows.map(toIndicator)
}

/** The six of the dashboard, in their order. */
export async function headlineIndicators(trx: Trx): Promise<Indicator[]> {
  const rows = await indicatorsInForce(trx)
    .where('headline', 'is not', null)
    .clearOrderBy()
    .orderBy('headline')
    .execute()
  return rows.map(toIndicator)
}

const indicatorsInForce = (trx: Trx) =>
  trx.selectFrom('indicator').select(columns).where('valid_to', 'is', null).orderBy('position')

const columns = [
  'code',
  'group_code',
  'vi',
  'en',
  'explanation_vi',
  'explanation_en',
  'unit_vi',
  'unit_en',
  'numerator',
  'denominator',
  'factor',
  'recorded_with',
  'headline',
  'source',
  'family',
] as const

const toIndicator = (row: Pick<Selectable<IndicatorTable>, (typeof columns)[number]>): Indicator => ({
  code: row.code,
  group: row.group_code,
  vi: row.vi,
  en: row.en,
  explanation: { vi: row.explanation_vi, en: row.explanation_en },
  unit: { vi: row.unit_vi, en: row.unit_en },
  numerator: row.numerator,
  denominator: row.denominator,
  factor: row.factor,
  recordedWith: row.recorded_with,
  headline: row.headline,
  source: row.source,
  family: row.family,
})
