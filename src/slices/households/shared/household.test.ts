import { expect, test } from 'vitest'
import { doorSearchText, inWalkOrder, isSameAddress, orderBetween } from './household.ts'
import { checkDoor, checkDoorChanges } from './household-rules.ts'
import { householdDeltas } from './measures.ts'

test('a door stands between two others, before the first, after the last', () => {
  expect([orderBetween(null, null), orderBetween(null, 3), orderBetween(3, null), orderBetween(3, 4)]).toEqual([
    1, 2, 4, 3.5,
  ])
  const doors = [
    { id: 'b', walkOrder: 2 },
    { id: 'a', walkOrder: 2 },
    { id: 'c', walkOrder: 1 },
  ]
  expect(inWalkOrder(doors).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
})

test('doors are found without diacritics', () => {
  expect(doorSearchText({ number: '12A', alley: 'Ngõ Đình', label: null })).toBe('12a ngo dinh')
})

test('somebody must be able to find it', () => {
  expect(checkDoor({ number: null, label: null }).map(({ path }) => path)).toEqual(['label'])
  expect(checkDoor({ number: null, label: 'cạnh chùa' })).toEqual([])
})

test('an edit names fields that exist and values they can hold', () => {
  const wrong = checkDoorChanges({
    number: { old: '1', new: 'x'.repeat(21) },
    teamId: { old: 'a', new: 'b' },
    criteria: { old: {}, new: {} },
    'criteria.fibre': { old: null, new: 'yes' },
    constructor: { old: null, new: null },
  })
  expect(wrong.map(({ path }) => path)).toEqual(['number', 'teamId', 'criteria', 'criteria.fibre', 'constructor'])
  expect(checkDoorChanges({ 'criteria.fibre': { old: true, new: null }, walkOrder: { old: 1, new: 1.5 } })).toEqual([])
})

const door = {
  id: 'd',
  teamId: 'a',
  kind: 'home' as const,
  number: '1',
  alley: null,
  label: null,
  criteria: {},
  walkOrder: 1,
  note: null,
  createdOn: '2026-01-01',
  closedOn: null,
}
test('a door is in the stock of its holder from the day it was found until it was closed', () => {
  expect(householdDeltas(undefined, door)).toEqual([{ teamId: 'a', day: '2026-01-01', stocks: { doors: 1 } }])
  expect(householdDeltas(door, { ...door, closedOn: '2026-03-01' })).toEqual([
    { teamId: 'a', day: '2026-03-01', stocks: { doors: -1 } },
  ])
  expect(householdDeltas(door, { ...door, teamId: 'b' })).toEqual([
    { teamId: 'a', day: '2026-01-01', stocks: { doors: -1 } },
    { teamId: 'b', day: '2026-01-01', stocks: { doors: 1 } },
  ])
})

test('the same address, however it is written; a door without a number is like no other', () => {
  const at = (number: string | null, alley: string | null) => ({ number, alley })
  expect(isSameAddress(at('12', 'Đường chính'), at(' 12', 'duong  Chinh'))).toBe(true)
  expect(isSameAddress(at('12', null), at('12', null))).toBe(true)
  expect(isSameAddress(at('12', 'Ngõ 3'), at('12', 'Ngõ 4'))).toBe(false)
  expect(isSameAddress(at('1', '2 Ngõ'), at('12', 'Ngõ'))).toBe(false)
  expect(isSameAddress(at(null, 'Ngõ 3'), at(null, 'Ngõ 3'))).toBe(false)
})
