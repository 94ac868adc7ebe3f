import { expect, test } from 'vitest'
import { changeOf, type MeasureDelta, sumDeltas } from './measures.ts'

interface Row {
  team: string
  day: string
  people: number
  door: string
}
const of = ({ team, day, people, door }: Row): MeasureDelta[] => [
  { teamId: team, day, amounts: { visits: 1, people }, subjects: { 'doors.reached': { [door]: 1 } } },
]
const row: Row = { team: 't', day: '2026-09-05', people: 2, door: 'd' }

test('a new row adds what it counts for, a removed one takes it away', () => {
  expect(changeOf(of, undefined, row)).toEqual(of(row))
  expect(changeOf(of, row, null)).toEqual([
    { teamId: 't', day: '2026-09-05', amounts: { visits: -1, people: -2 }, subjects: { 'doors.reached': { d: -1 } } },
  ])
})

test('a corrected row changes only what differs; nothing when it counts for the same', () => {
  expect(changeOf(of, row, { ...row, people: 3 })).toEqual([{ teamId: 't', day: '2026-09-05', amounts: { people: 1 } }])
  expect(changeOf(of, row, { ...row })).toEqual([])
})

test('a row dated back leaves its day and comes to another', () => {
  const moved = changeOf(of, row, { ...row, day: '2026-08-31' })
  expect(moved.map(({ day, amounts }) => [day, amounts?.visits])).toEqual([
    ['2026-09-05', -1],
    ['2026-08-31', 1],
  ])
})

test('deltas of one team and day become one, of others stay apart', () => {
  const second = { ...row, door: 'e' }
  expect(sumDeltas([...of(row), ...of(second), ...of({ ...row, team: 'u' })])).toEqual([
    { teamId: 't', day: row.day, amounts: { visits: 2, people: 4 }, subjects: { 'doors.reached': { d: 1, e: 1 } } },
    ...of({ ...row, team: 'u' }),
  ])
})

test('stocks add up by themselves', () => {
  const founded = { teamId: 't', day: '2022-05-01', stocks: { 'teams.active': 1 } }
  const closed = { teamId: 't', day: '2022-05-01', stocks: { 'teams.active': -1 } }
  expect(sumDeltas([founded, closed])).toEqual([])
})
