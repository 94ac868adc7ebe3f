import { expect, test } from 'vitest'
import { periodOf, shiftPeriod } from '#platform/shared/dates.ts'
import { evaluate, type KeptAmounts } from './evaluate.ts'
import { type Indicator, indicatorOfItem, keptCodes } from './indicator.ts'

const count: Indicator = {
  code: 'people',
  group: 'people',
  vi: 'Lượt người',
  en: 'People-turns',
  explanation: { vi: '', en: '' },
  unit: { vi: '', en: '' },
  numerator: [{ measure: 'people', kind: 'flow' }],
  denominator: null,
  factor: 1,
  recordedWith: 'visits',
  headline: null,
  family: null,
  source: 'Từng Nhà',
}
const september = periodOf('month', '2026-09-05')
const periods = [shiftPeriod(september, -2), shiftPeriod(september, -1), september]

const kept = (of: Partial<Record<keyof KeptAmounts, Record<string, unknown>>>): KeptAmounts => ({
  inPeriod: new Map(Object.entries(of.inPeriod ?? {})) as KeptAmounts['inPeriod'],
  before: new Map(Object.entries(of.before ?? {})) as KeptAmounts['before'],
  first: new Map(Object.entries(of.first ?? {})) as KeptAmounts['first'],
})
const values = (indicator: Indicator, amounts: KeptAmounts) =>
  periods.map((_, n) => evaluate(indicator, amounts, periods, n).value)

test('before the first visit there are no data; after it, nothing is a real 0', () => {
  const amounts = kept({ inPeriod: { people: [0, 0, 0] }, first: { visits: '2026-08-31' } })
  expect(values(count, amounts)).toEqual([null, 0, 0])
})

test('a flow adds up within its period', () => {
  expect(values(count, kept({ inPeriod: { people: [1, 2, 3] }, first: { visits: '2026-01-01' } }))).toEqual([1, 2, 3])
})

test('a declared flow speaks for its own period only', () => {
  const amounts = kept({ inPeriod: { 'people@declared': [0, 40, 0] }, first: { 'people@declared': '2026-08-31' } })
  expect(values(count, amounts)).toEqual([null, 40, null])
  expect(evaluate(count, amounts, periods, 1)).toEqual({ value: 40, declared: 40 })
})

const members: Indicator = { ...count, numerator: [{ measure: 'members', kind: 'stock' }], recordedWith: null }

test('a stock is what stands at the end of the period, declared ones included', () => {
  const amounts = kept({
    inPeriod: { 'members@stock': [0, 2, -1], 'members@stock@declared': [10, 0, 0] },
    before: { 'members@stock': 5 },
    first: { 'members@stock': '2022-05-01', 'members@stock@declared': '2026-07-01' },
  })
  expect(values(members, amounts)).toEqual([15, 17, 16])
  expect(evaluate(members, amounts, periods, 2).declared).toBe(10)
})

test('a stock that came down to nothing is 0, one that never was is no data', () => {
  const gone = kept({ before: { 'members@stock': 0 }, first: { 'members@stock': '2024-01-01' } })
  expect(values(members, gone)).toEqual([0, 0, 0])
  expect(values(members, kept({}))).toEqual([null, null, null])
})

const perTeam: Indicator = { ...members, denominator: [{ measure: 'teams.active', kind: 'stock' }] }

test('a rate is made from summed parts; without a denominator there is none', () => {
  const parts = { 'members@stock': 9, 'teams.active@stock': 2 }
  const first = { 'members@stock': '2024-01-01', 'teams.active@stock': '2024-01-01' }
  expect(evaluate(perTeam, kept({ before: parts, first }), periods, 2)).toEqual({ value: 4.5, declared: null })
  expect(evaluate(perTeam, kept({ before: { 'members@stock': 9 }, first }), periods, 2).value).toBe(null)
})

test('different doors are counted per kind of period, and cannot be declared', () => {
  const reached: Indicator = { ...count, numerator: [{ measure: 'doors.reached', kind: 'unique' }] }
  expect(keptCodes(reached, 'quarter')).toEqual(['doors.reached@quarter'])
  expect(keptCodes(perTeam, 'week')).toContain('teams.active@stock@declared')
})

test('an indicator of a family is made for one item', () => {
  const family: Indicator = {
    ...count,
    code: 'topic.{item}',
    vi: 'Về {item}',
    numerator: [{ measure: 'topic.{item}', kind: 'flow' }],
  }
  const made = indicatorOfItem(family, { code: 'scam', vi: 'lừa đảo', en: 'scams' })
  expect([made.code, made.vi, made.numerator[0]?.measure]).toEqual(['topic.scam', 'Về lừa đảo', 'topic.scam'])
})
