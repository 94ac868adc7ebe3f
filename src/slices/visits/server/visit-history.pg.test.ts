import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Builders, createBuilders } from '#platform/testing/builders.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import type { VisitInList } from '../shared/office.ts'
import { emptyDraft } from '../shared/visit-rules.ts'

let db: TestDb
let app: TestApp
let build: Builders

beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

test('the commune reads how a visit came to be what it is: who, when, why, and what stood there', async () => {
  const commune = await build.commune(await build.province())
  const team = await build.team(await build.hamlet(commune))
  const recorder = await build.member(team)
  const leader = await build.member(team, { role: 'leader' })
  const phones = { recorder: await build.signIn(recorder), leader: await build.signIn(leader) }
  const work = async (who: keyof typeof phones, name: string, version: number, args: object) => {
    const body = { id: randomUUID(), name, version, args }
    const answer = await app.request('POST', `/api/teams/${team.id}/commands`, phones[who], body)
    expect(answer.json()).toMatchObject({ verdict: 'accepted' })
  }
  const visit = { ...emptyDraft(randomUUID(), null, 'group'), people: 12, attendance: 'count' as const }
  await work('recorder', 'visit.record', 2, { visit })
  const people = (old: number, now: number) => ({ changes: { people: { old, new: now } } })
  await work('recorder', 'visit.correct', 2, { id: visit.id, ...people(12, 13) })
  await work('leader', 'visit.correct-any', 1, { id: visit.id, ...people(13, 14), reason: 'đếm lại' })

  const officer = await build.officer('commune_officer', commune)
  const answer = await app.request('GET', `/api/teams/${team.id}/visits`, officer)
  const [shown] = answer.json<{ visits: VisitInList[] }>().visits
  expect(shown).toMatchObject({ place: 'group', attendance: 'count', people: 14, door: null })
  expect(shown?.history).toMatchObject([
    { name: 'visit.correct', memberId: recorder.id, changes: { people: { old: 12, new: 13 } }, reason: null },
    { name: 'visit.correct-any', memberId: leader.id, changes: { people: { old: 13, new: 14 } }, reason: 'đếm lại' },
  ])
})
