import { describe, expect, test } from 'vitest'
import type { CurrentRoster, RosterChanges } from './changes.ts'
import { hamletKey } from './hamlets.ts'
import { applyInMemory, emptyRoster } from './memory-roster.ts'
import { planChanges } from './plan-changes.ts'
import type { PlannedTeam, RosterRow } from './types.ts'

const row = (name: string, phone: string | null, more: Partial<RosterRow> = {}): RosterRow => ({
  key: `${name}${phone}`,
  person: `${phone}|${name}`,
  team: 't',
  sheet: 'S',
  row: 1,
  commune: 'Xã Bình Yên',
  hamlet: 'Xóm Bó Lầu',
  name,
  role: 'member',
  position: null,
  organisation: null,
  phone,
  phoneNote: null,
  birthYear: null,
  sex: null,
  joined: null,
  note: null,
  ...more,
})

const team = (members: RosterRow[], more: Partial<PlannedTeam> = {}): PlannedTeam => ({
  key: 't',
  placeId: 'binh-yen',
  placeName: 'Xã Bình Yên',
  formerCommune: null,
  hamlet: 'Xóm Bó Lầu',
  hamletKind: 'xom',
  hamletName: 'Bó Lầu',
  hamletKey: hamletKey('xom', 'Bó Lầu'),
  members,
  ...more,
})

const imported = (...teams: PlannedTeam[]) => applyInMemory(emptyRoster, planChanges(emptyRoster, { teams }))
const nothing = { teamsAdded: 0, membersAdded: 0, membersChanged: 0, membersMissing: 0 }
const three = [row('Nguyễn Văn An', '+84911111111'), row('Trần Thị Bình', '+84922222222'), row('Lê Cúc', null)]

test('the first time everything is added, the second time nothing', () => {
  const changes = planChanges(emptyRoster, { teams: [team(three)] })
  expect(changes.counts).toMatchObject({ teamsAdded: 1, membersAdded: 3, membersUnchanged: 0 })
  const again = planChanges(applyInMemory(emptyRoster, changes), { teams: [team(three)] })
  expect(again.counts).toEqual({ ...nothing, teamsFound: 1, membersUnchanged: 3 })
})

test('rows in another order and one phone changed are one change', () => {
  const [an, binh, cuc] = three as [RosterRow, RosterRow, RosterRow]
  const moved = [cuc, { ...an, phone: '+84933333333', person: 'x', key: 'y' }, binh]
  const changes = planChanges(imported(team(three)), { teams: [team(moved)] })
  expect(changes.counts).toEqual({ ...nothing, membersChanged: 1, teamsFound: 1, membersUnchanged: 2 })
  expect(changes.people.map(({ fields }) => fields)).toEqual([{ phone: '+84933333333' }])
})

test('nobody is taken out, and a blank erases nothing', () => {
  const full = row('Lê Cúc', '+84944444444', { organisation: 'Trạm Y tế', birthYear: 1980, joined: '2023-09-05' })
  const current = imported(team([full, ...three.slice(0, 2)]))
  const changes = planChanges(current, { teams: [team([row('Lê Cúc', null)])] })
  expect(changes.counts).toEqual({ ...nothing, teamsFound: 1, membersUnchanged: 1, membersMissing: 2 })
})

describe('a person is found again', () => {
  test.each<[string, RosterRow, RosterRow, object]>([
    [
      'a corrected name',
      row('Trần Thị ánh', '+84911111111'),
      row('Trần Thị Oanh', '+84911111111'),
      { name: 'Trần Thị Oanh' },
    ],
    ['marks added to a name', row('Tran Thi Anh', null), row('Trần Thị Ánh', null), { name: 'Trần Thị Ánh' }],
    ['a phone that was missing', row('Lê Cúc', null), row('Lê Cúc', '+84955555555'), { phone: '+84955555555' }],
  ])('%s', (_, before, after, fields) => {
    const changes = planChanges(imported(team([before])), { teams: [team([after])] })
    expect(changes.people.map((person) => person.fields)).toEqual([fields])
    expect(changes.counts).toMatchObject({ membersAdded: 0, membersMissing: 0, membersChanged: 1 })
  })

  test('another spelling of the tone mark is no change', () => {
    const changes = planChanges(imported(team([row('Võ Thị Hoà', null)])), { teams: [team([row('Võ Thị Hòa', null)])] })
    expect(changes.counts).toMatchObject({ membersChanged: 0, membersUnchanged: 1 })
  })

  test('two whose numbers were mixed up do not change places', () => {
    const current = imported(team([row('An', '+84911111111'), row('Bình', '+84922222222')]))
    const changes = planChanges(current, { teams: [team([row('An', '+84922222222'), row('Bình', '+84911111111')])] })
    expect(changes.people.map(({ fields }) => fields)).toEqual([{ phone: '+84922222222' }, { phone: '+84911111111' }])
  })

  test('two of one name are told apart by their birth years and offices', () => {
    const old = row('Lê An', null, { birthYear: 1960, organisation: 'Hội Nông dân' })
    const young = row('Lê An', null, { birthYear: 2001, organisation: 'Đoàn Thanh niên' })
    const current = imported(team([old, young]))
    const changes = planChanges(current, { teams: [team([{ ...young, phone: '+84911111111' }, old])] })
    const personId = current.memberships.find(({ birthYear }) => birthYear === 2001)?.personId
    expect(changes.people).toEqual([{ personId, fields: { phone: '+84911111111' } }])
  })

  test('who joins a second team stays one person, but a shared phone makes no person', () => {
    const other = { key: 'u', hamletName: 'Nà Mao', hamletKey: hamletKey('xom', 'Nà Mao') }
    const current = imported(team(three))
    const second = [row('Nguyễn Văn An', '+84911111111'), row('Vợ Của An', '+84911111111')]
    const changes = planChanges(current, { teams: [team(three), team(second, other)] })
    const an = current.memberships.find(({ name }) => name === 'Nguyễn Văn An')?.personId
    expect(changes.teams[1]?.added.map(({ personId }) => personId)).toEqual([an, null])
  })

  test('a new phone of somebody in two teams is one change', () => {
    const other = { key: 'u', hamletName: 'Nà Mao', hamletKey: hamletKey('xom', 'Nà Mao') }
    const both = (phone: string) => [team([row('An', phone)]), team([row('An', phone)], other)]
    const changes = planChanges(imported(...both('+84911111111')), { teams: both('+84922222222') })
    expect(changes.counts).toMatchObject({ membersChanged: 1, membersUnchanged: 0 })
    expect(changes.people.length).toBe(1)
  })
})

describe('teams of merged communes', () => {
  const of = (formerCommune: string, members: RosterRow[]) => team(members, { key: formerCommune, formerCommune })
  const thanhDinh = of('Xã Thanh Định', [row('An', '+84911111111')])
  const trungLuong = of('Xã Trung Lương', [row('Bình', '+84922222222')])
  const binhYen = of('Xã Bình Yên', [row('Cúc', '+84933333333')])
  const names = ({ teams }: RosterChanges | CurrentRoster) => teams.map(({ hamletName }) => hamletName)

  test('of one name stay apart; the commune that kept its name keeps the plain one', () => {
    const current = imported(thanhDinh, trungLuong, binhYen)
    expect(names(current)).toEqual(['Bó Lầu', 'Bó Lầu (Thanh Định)', 'Bó Lầu (Trung Lương)'])
    const again = planChanges(current, { teams: [trungLuong, thanhDinh, binhYen] })
    expect(again.counts).toMatchObject({ ...nothing, teamsFound: 3, membersUnchanged: 3 })
  })

  test('also when they come in files of their own', () => {
    const first = imported(thanhDinh)
    const second = applyInMemory(first, planChanges(first, { teams: [trungLuong] }))
    expect(names(second)).toEqual(['Bó Lầu', 'Bó Lầu (Trung Lương)'])
    for (const one of [thanhDinh, trungLuong]) {
      expect(planChanges(second, { teams: [one] }).counts).toMatchObject({
        ...nothing,
        teamsFound: 1,
        membersUnchanged: 1,
      })
    }
  })

  test('are two, also where the database has one of that name and nobody in it', () => {
    const alone = imported(team([]))
    const changes = planChanges(alone, { teams: [thanhDinh, trungLuong] })
    expect(changes.counts).toMatchObject({ teamsFound: 1, teamsAdded: 1, membersAdded: 2 })
    expect(names(changes)).toEqual(['Bó Lầu', 'Bó Lầu (Trung Lương)'])
  })

  test('are found in a list of today by the plain name', () => {
    const changes = planChanges(imported(thanhDinh), { teams: [team([row('Mới', '+84999999999')])] })
    expect(changes.counts).toMatchObject({ teamsAdded: 0, teamsFound: 1, membersAdded: 1, membersMissing: 1 })
  })
})
