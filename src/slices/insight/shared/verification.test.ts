import { expect, test } from 'vitest'
import type { Indicator } from '#slices/indicators/shared/public.ts'
import { estimated, verificationOf } from './verification.ts'

const indicator = (more: Partial<Indicator>): Indicator => ({
  code: 'people',
  group: 'people',
  vi: '',
  en: '',
  explanation: { vi: '', en: '' },
  unit: { vi: '', en: '' },
  numerator: [{ measure: 'people', kind: 'flow' }],
  denominator: null,
  factor: 1,
  recordedWith: 'visits',
  headline: null,
  source: '',
  family: null,
  ...more,
})
const share = { share: 0.9, low: 0.8, high: 0.95 }
const recorded = { value: 1000, declared: null }

test('a figure that counts what visits did has an estimated true value', () => {
  expect(estimated(indicator({}), recorded, share)).toEqual({ value: 900, low: 800, high: 950 })
  const doors = indicator({ numerator: [{ measure: 'doors.reached', kind: 'unique' }] })
  expect(estimated(doors, recorded, share)?.value).toBe(900)
})

test('nothing is estimated of rates, of stocks, of what no visit made, of what was declared, and without a sample', () => {
  const stock = indicator({ numerator: [{ measure: 'members', kind: 'stock' }], recordedWith: null })
  const rate = indicator({ denominator: [{ measure: 'visits', kind: 'flow' }] })
  for (const other of [stock, rate]) expect(estimated(other, recorded, share)).toBeNull()
  expect(estimated(indicator({}), { value: 1000, declared: 10 }, share)).toBeNull()
  expect(estimated(indicator({}), { value: null, declared: null }, share)).toBeNull()
  expect(estimated(indicator({}), recorded, null)).toBeNull()
})

test('a sample without answers is shown as one; no sample is nothing', () => {
  const drawn = {
    population: 9,
    drawn: 3,
    confirmed: 0,
    denied: 0,
    notReached: 2,
    answeredFor: 0,
    weighted: 0,
    squares: 0,
  }
  expect(verificationOf(drawn)).toEqual({ share: null, drawn: 3, confirmed: 0, denied: 0, notReached: 2 })
  expect(verificationOf({ ...drawn, drawn: 0 })).toBeNull()
  expect(verificationOf(undefined)).toBeNull()
})
