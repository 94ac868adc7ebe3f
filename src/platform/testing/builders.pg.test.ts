import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/server/db.ts'
import { can } from '#platform/shared/permission.ts'
import { type Builders, createBuilders } from './builders.ts'
import { createTestDb, type TestDb } from './test-db.ts'

let db: TestDb
let build: Builders
beforeAll(async () => {
  db = await createTestDb()
  build = await createBuilders(db)
})
afterAll(() => db.drop())

test('a member signs in, with a bearer token and with a cookie, and reaches the own team', async () => {
  const commune = await build.commune()
  const hamlet = await build.hamlet(commune)
  const team = await build.team(hamlet)
  const member = await build.member(team, { role: 'leader' })
  const session = await build.signIn(member)
  const { actor, scope } = await build.actor(session)
  expect(actor).toMatchObject({ accountId: session.accountId, memberId: member.id })
  expect(can(actor, 'visit.record', [...hamlet.path, team.id])).toBe(true)
  expect(scope.teams).toEqual([team.id])
  expect(await build.identity.loadActor({ headers: session.cookie })).toMatchObject({ accountId: session.accountId })
  const { rows } = await inScope(db.app, scope, (trx) =>
    sql<{ name: string; leader_count: number }>`
      select member.name, team.leader_count from membership
      join member on member.id = member_id join team on team.id = team_id`.execute(trx),
  )
  expect(rows).toEqual([{ name: member.name, leader_count: 1 }])
})

test('an officer of a commune reaches its teams; one of a province sees teams but no residents', async () => {
  const commune = await build.commune()
  const team = await build.team(await build.hamlet(commune))
  const other = await build.team()
  const ofCommune = await build.actor(await build.officer('commune_officer', commune))
  expect(ofCommune.scope.teams).toEqual([team.id])
  expect(ofCommune.scope.communes).toEqual([commune.id])
  const province = { ...commune, id: commune.provinceId, level: 'province' as const }
  const ofProvince = await build.actor(await build.officer('province_officer', province))
  expect(ofProvince.scope).toMatchObject({ teams: [], provinces: [commune.provinceId] })
  expect(ofProvince.scope.provinces).not.toContain(other.provinceId)
})
