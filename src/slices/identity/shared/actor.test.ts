import { expect, test } from 'vitest'
import { can } from '#platform/shared/permission.ts'
import { actorOf, type Reach, scopeOfReach } from './actor.ts'
import { mayStandOn, officeRoles, permissionsOf, roles } from './roles.ts'

const reach = (change: Partial<Reach> = {}): Reach => ({
  name: 'Nguyễn Thử',
  signInName: '+84912345678',
  state: 'active',
  mustChangePassword: false,
  memberId: null,
  teams: [],
  grants: [],
  ...change,
})
const onCommune = (role: string) => ({
  role,
  on: 'commune',
  level: 'commune',
  provinceIds: null,
  communeId: 'commune',
  teamIds: ['team-1', 'team-2'],
})
const onProvince = (role: string) => ({
  role,
  on: 'province',
  level: 'province',
  provinceIds: ['province'],
  communeId: null,
  teamIds: null,
})

test('own teams and, for who may read residents, the teams of a commune are in scope', () => {
  const scope = scopeOfReach(
    'a',
    reach({ teams: [{ role: 'member', teamId: 'own' }], grants: [onCommune('commune_officer')] }),
  )
  expect(scope).toEqual({ account: 'a', teams: ['own', 'team-1', 'team-2'], provinces: [], communes: ['commune'] })
})

test.each(officeRoles.filter((role) => role !== 'commune_officer'))('%s reaches no residents', (role) => {
  expect(scopeOfReach('a', reach({ grants: [onCommune(role), onProvince(role)] })).teams).toEqual([])
  for (const permission of permissionsOf(role)) expect(permission).not.toMatch(/^(household|visit)\./)
})

test('a role reaches what lies below its place, and nothing beside it', () => {
  const actor = actorOf('a', reach({ grants: [onCommune('commune_officer')] }))
  expect(can(actor, 'household.read', ['nation', 'province', 'commune', 'hamlet', 'team'])).toBe(true)
  expect(can(actor, 'household.read', ['nation', 'province', 'other', 'team'])).toBe(false)
  expect(can(actor, 'team.read', ['nation', 'province'])).toBe(false)
})

test('with a password to be changed nothing is granted and nothing is in scope', () => {
  const first = reach({
    mustChangePassword: true,
    teams: [{ role: 'leader', teamId: 'own' }],
    grants: [onProvince('administrator')],
  })
  expect(actorOf('a', first).grants).toEqual([])
  expect(scopeOfReach('a', first)).toEqual({ account: 'a', teams: [], provinces: [], communes: [] })
})

test('a role that this version does not know allows nothing', () => {
  expect(permissionsOf('emperor')).toEqual([])
  expect(permissionsOf('toString')).toEqual([])
  expect(mayStandOn('constructor', 'nation')).toBe(false)
})

test('roles of teams are never given by hand', () => {
  expect(officeRoles).not.toContain('leader')
  for (const role of officeRoles) expect(roles[role].levels).not.toContain('team')
})

test('the auditor sees no person, the administrator no resident and no member', () => {
  expect(permissionsOf('auditor')).not.toContain('member.read')
  expect(permissionsOf('administrator')).not.toContain('member.read')
})
