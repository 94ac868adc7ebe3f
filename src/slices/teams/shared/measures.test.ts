import { expect, test } from 'vitest'
import { type CountedMembership, membershipDeltas, teamDeltas } from './measures.ts'

const member: CountedMembership = {
  teamId: 't',
  role: 'member',
  sex: null,
  joinedOn: '2026-01-10',
  leftOn: null,
  createdOn: '2026-11-01',
}

test('a membership counts from the day of joining, or from its entry where nobody knows it', () => {
  expect(membershipDeltas(undefined, member)).toEqual([{ teamId: 't', day: '2026-01-10', stocks: { members: 1 } }])
  expect(membershipDeltas(undefined, { ...member, joinedOn: null })).toEqual([
    { teamId: 't', day: '2026-11-01', stocks: { members: 1 } },
  ])
})

test('leaving takes away on its day what joining brought', () => {
  const leader: CountedMembership = { ...member, role: 'leader', sex: 'nu' }
  expect(membershipDeltas(leader, { ...leader, leftOn: '2026-03-01' })).toEqual([
    { teamId: 't', day: '2026-03-01', stocks: { members: -1, 'members.leader': -1, 'members.women': -1 } },
  ])
})

test('who becomes leader counts as such for the whole time; nothing changed is no delta', () => {
  expect(membershipDeltas(member, { ...member, role: 'leader' })).toEqual([
    { teamId: 't', day: '2026-01-10', stocks: { 'members.leader': 1 } },
  ])
  expect(membershipDeltas(member, { ...member, role: 'deputy' })).toEqual([])
})

test('who left before the entry that stands in for an unknown beginning never counted', () => {
  expect(membershipDeltas(undefined, { ...member, joinedOn: null, leftOn: '2026-10-01' })).toEqual([])
})

test('a team counts from its founding until it is dissolved', () => {
  const team = { id: 't', establishedOn: '2022-04-01', dissolvedOn: null, createdOn: '2026-11-01' }
  expect(teamDeltas(undefined, team)).toEqual([{ teamId: 't', day: '2022-04-01', stocks: { 'teams.active': 1 } }])
  expect(teamDeltas(team, { ...team, dissolvedOn: '2026-11-20' })).toEqual([
    { teamId: 't', day: '2026-11-20', stocks: { 'teams.active': -1 } },
  ])
})
