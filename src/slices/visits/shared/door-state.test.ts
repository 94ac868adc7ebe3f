import { expect, test } from 'vitest'
import { type DoorVisit, doorState, isDue } from './door-state.ts'

const visit = (day: string, outcome: DoorVisit['outcome'], more: Partial<DoorVisit> = {}): DoorVisit => ({
  day,
  madeAt: `${day}T08:00:00.000Z`,
  place: 'home',
  outcome,
  followUpOn: null,
  cancelledOn: null,
  ...more,
})

test('a door nobody visited is new', () => {
  expect(doorState([])).toEqual({ state: 'new', absences: 0, followUpOn: null, lastDay: null })
  expect(doorState([visit('2026-01-01', 'done', { cancelledOn: '2026-01-02' })]).state).toBe('new')
})

test('the last visit decides, in whatever order they are given', () => {
  const visits = [visit('2026-03-01', 'absent'), visit('2026-01-01', 'done'), visit('2026-02-01', 'absent')]
  expect(doorState(visits)).toEqual({ state: 'absent', absences: 2, followUpOn: null, lastDay: '2026-03-01' })
  expect(doorState([...visits, visit('2026-04-01', 'refused')])).toMatchObject({ state: 'refused', absences: 0 })
})

test('two visits of one day: the later one', () => {
  const morning = visit('2026-01-01', 'absent', { madeAt: '2026-01-01T01:00:00.000Z' })
  const evening = visit('2026-01-01', 'done', { madeAt: '2026-01-01T11:00:00.000Z' })
  expect(doorState([evening, morning]).state).toBe('done')
})

test('an agreed follow-up is what is next, until somebody came again', () => {
  const agreed = visit('2026-01-01', 'done', { followUpOn: '2026-01-08' })
  const state = doorState([agreed])
  expect(state).toMatchObject({ state: 'follow-up', followUpOn: '2026-01-08' })
  expect([isDue(state, '2026-01-07'), isDue(state, '2026-01-08')]).toEqual([false, true])
  expect(doorState([agreed, visit('2026-01-08', 'done')])).toMatchObject({ state: 'done', followUpOn: null })
})

test('a follow-up is settled by a tick, or by a talk on the phone, which leaves the door as it was', () => {
  const agreed = visit('2026-01-01', 'absent', { followUpOn: '2026-01-08' })
  const ticked = { ...agreed, followUpDone: { on: '2026-01-05', by: null, word: 'đã gặp ở chợ' } }
  expect(doorState([ticked])).toMatchObject({ state: 'absent', followUpOn: null })
  const call = visit('2026-01-06', 'done', { place: 'phone' })
  expect(doorState([agreed, call])).toEqual({ state: 'absent', absences: 1, followUpOn: null, lastDay: '2026-01-01' })
  expect(doorState([call])).toMatchObject({ state: 'new', lastDay: null })
  expect(doorState([{ ...call, followUpOn: '2026-01-09' }])).toMatchObject({ state: 'follow-up' })
})
