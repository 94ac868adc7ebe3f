import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Builders, BuiltMember, BuiltSession, BuiltTeam } from '#platform/testing/builders.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'

let db: TestDb
let build: Builders
let app: TestApp
let team: BuiltTeam
let member: BuiltMember
let leader: BuiltSession
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
  team = await build.team()
  member = await build.member(team)
  leader = await build.signIn(await build.member(team, { role: 'leader' }))
})
afterAll(() => closeTestWorld({ db, app }))

const phonesUrl = (of = member) => `/api/teams/${of.teamId}/members/${of.membershipId}/phones`
const phones = async (who = leader, of = member) => (await app.request('GET', phonesUrl(of), who)).json()
const me = (who: BuiltSession) => app.request('GET', '/api/me', who)

test('the leader reports one phone lost: it hears so at whatever it asks; the other phone goes on', async () => {
  const lost = await build.signIn(member, 'Android 12 Chrome 108')
  const { mark } = (await me(lost)).json()
  const kept = await build.signIn(member, 'iPhone Safari 17')
  const before = await phones()
  const id = before.phones.find(({ device }: { device: string }) => device.startsWith('Android')).id
  expect(before.lost).toEqual([])
  expect((await app.request('POST', `${phonesUrl()}/${id}/lost`, leader)).statusCode).toBe(204)

  const after = await phones()
  expect(after.phones.map(({ device }: { device: string }) => device)).toEqual(['iPhone Safari 17'])
  expect(after.lost).toMatchObject([{ id, device: 'Android 12 Chrome 108', wipedAt: null }])
  for (const url of ['/api/me', `/api/sync/pull?wire=1&team=${team.id}`]) {
    const answer = await app.request('GET', url, lost)
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'session.lost'])
  }
  expect((await me(kept)).statusCode).toBe(200)
  expect((await phones()).lost).toMatchObject([{ wipedAt: expect.any(String) }])

  const asked = async (of: string) => (await app.request('POST', '/api/lost-phone', null, { mark: of })).json()
  expect(await asked(mark)).toEqual({ lost: true })
  expect(await asked((await me(kept)).json().mark)).toEqual({ lost: false })
  // The mark stands in the phone's clear notes: it must open nothing.
  const stolen = await me({ ...lost, headers: { authorization: `Bearer ${mark}` } })
  expect(stolen.json().code).toBe('auth.required')

  const lines = await db.owner.selectFrom('audit').selectAll().where('action', '=', 'member.lost-phone').execute()
  expect(lines).toMatchObject([{ account_id: leader.accountId, subject_id: member.id, team_id: team.id }])
})

test('a phone of somebody else cannot be named through a member of one’s own', async () => {
  const stranger = await build.member(await build.team())
  const session = await build.signIn(stranger)
  const { sessions } = (await app.request('GET', '/api/me/sessions', session)).json()
  expect((await app.request('POST', `${phonesUrl()}/${sessions[0].id}/lost`, leader)).statusCode).toBe(404)
  expect((await app.request('GET', phonesUrl(stranger), leader)).statusCode).toBe(404)
  expect((await me(session)).statusCode).toBe(200)
})

test('one reports one’s own other phone lost, never the one in one’s hands', async () => {
  const [old, fresh] = [await build.signIn(member, 'old'), await build.signIn(member, 'fresh')]
  const { sessions } = (await app.request('GET', '/api/me/sessions', fresh)).json()
  const idOf = (device: string) => sessions.find((one: { device: string }) => one.device === device).id
  const report = async (id: string) => (await app.request('POST', `/api/me/sessions/${id}/lost`, fresh)).statusCode
  expect(await report(idOf('fresh'))).toBe(409)
  expect(await report(idOf('old'))).toBe(204)
  expect((await me(old)).json().code).toBe('session.lost')
  expect((await app.request('GET', '/api/me/sessions', fresh)).json().lost[0]).toMatchObject({ device: 'old' })
})

test('the mark in the database is a hash; what is older than 400 days is forgotten', async () => {
  const [old, fresh] = [await build.signIn(member, 'old'), await build.signIn(member, 'fresh')]
  const lose = async (device: string) => {
    const { sessions } = (await app.request('GET', '/api/me/sessions', leader)).json()
    expect(sessions.length).toBeGreaterThan(0)
    const found = (await phones()).phones.find((one: { device: string }) => one.device === device)
    await app.request('POST', `${phonesUrl()}/${found.id}/lost`, leader)
  }
  await lose('old')
  const kept = await db.owner.selectFrom('auth_lost_session').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain(decodeURIComponent(old.token).split('.')[0])
  await db.owner
    .updateTable('auth_lost_session')
    .set({ lost_at: new Date(Date.now() - 401 * 86_400_000) })
    .execute()
  await lose('fresh')
  expect(await db.owner.selectFrom('auth_lost_session').select('device_name').execute()).toEqual([
    { device_name: 'fresh' },
  ])
  expect((await me(old)).json().code).toBe('auth.required')
  expect((await me(fresh)).json().code).toBe('session.lost')
})
