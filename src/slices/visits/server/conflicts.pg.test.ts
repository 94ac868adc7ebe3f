import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Builders, type BuiltPlace, type BuiltTeam, createBuilders } from '#platform/testing/builders.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import type { ConflictInPlace } from '../shared/office.ts'

let db: TestDb
let app: TestApp
let build: Builders
let commune: BuiltPlace
let team: BuiltTeam

beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
  commune = await build.commune(await build.province())
  team = await build.team(await build.hamlet(commune))
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

test('the commune sees both versions of its teams, with the door; a choice ends it; another commune sees nothing', async () => {
  const member = await build.member(team)
  const phone = await build.signIn(member)
  const work = async (name: string, args: object) => {
    const body = { id: randomUUID(), name, version: 1, args }
    return (await app.request('POST', `/api/teams/${team.id}/commands`, phone, body)).json()
  }
  const door = randomUUID()
  const household = {
    id: door,
    kind: 'home',
    number: '12',
    alley: 'Ngõ 3',
    label: null,
    criteria: {},
    walkOrder: 1,
    note: null,
  }
  await work('household.add', { household })
  await work('household.edit', { id: door, changes: { note: { old: null, new: 'có chó dữ' } } })
  await work('household.edit', { id: door, changes: { note: { old: null, new: 'gõ cửa sau' } } })

  const officer = await build.officer('commune_officer', commune)
  const listed = async (place: BuiltPlace, who = officer) =>
    (await app.request('GET', `/api/places/${place.id}/conflicts`, who)).json<{ conflicts: ConflictInPlace[] }>()
      .conflicts
  const [conflict, ...others] = await listed(commune)
  expect(others).toEqual([])
  expect(conflict).toMatchObject({
    teamId: team.id,
    field: 'note',
    current: 'có chó dữ',
    proposed: 'gõ cửa sau',
    proposedBy: member.id,
    door: { id: door, number: '12', alley: 'Ngõ 3', label: null },
    visitDay: null,
  })

  const neighbour = await build.commune(await build.province())
  expect(await listed(neighbour, await build.officer('commune_officer', neighbour))).toEqual([])

  await work('conflict.resolve', { id: conflict?.id, choice: 'proposed', current: 'có chó dữ' })
  expect(await listed(commune)).toEqual([])
})
