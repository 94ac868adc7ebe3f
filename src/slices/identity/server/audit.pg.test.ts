import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Builders, BuiltPlace, BuiltSession, BuiltTeam } from '#platform/testing/builders.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import type { AuditLine } from '../shared/audit.ts'

let db: TestDb
let build: Builders
let app: TestApp
let commune: BuiltPlace
let team: BuiltTeam
let officer: BuiltSession
let auditor: BuiltSession
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
  commune = await build.commune()
  team = await build.team(await build.hamlet(commune))
  officer = await build.officer('commune_officer', commune, { name: 'Phạm Thị Xã' })
  auditor = await build.officer('auditor', commune)
})
afterAll(() => closeTestWorld({ db, app }))

const linesFor = async (who: BuiltSession, query = '', place = commune): Promise<AuditLine[]> =>
  (await app.request('GET', `/api/places/${place.id}/audit?${query}`, who)).json().lines
const looks = async () => (await linesFor(auditor, 'kind=looks')).filter(({ action }) => action !== 'audit.read')

describe('a look at members', () => {
  test('is in the audit: who, from where, which team, how many; no name and no phone of a member', async () => {
    const leader = await build.member(team, { role: 'leader' })
    await build.member(team)
    await app.request('GET', `/api/teams/${team.id}/members`, officer)
    const [line] = await looks()
    expect(line).toMatchObject({
      action: 'member.read',
      who: { accountId: officer.accountId, office: { name: 'Phạm Thị Xã', place: `Xã ${commune.name}` } },
      from: '127.0.0.1',
      team: { id: team.id, name: team.name },
      details: { path: '/api/teams/:teamId/members', shown: 2 },
    })
    const { rows } = await sql`select * from audit`.execute(db.owner)
    for (const secret of [leader.name, leader.phone]) expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test('by a member is there without the member’s name; one that shows nobody is not', async () => {
    const member = await build.member(team)
    const session = await build.signIn(member)
    await app.request('GET', `/api/teams/${team.id}/members`, session)
    expect((await looks())[0]).toMatchObject({ who: { accountId: session.accountId, office: null } })
    const before = await looks()
    const list = await app.request('GET', `/api/places/${commune.id}/teams`, auditor)
    expect(list.json().teams).toMatchObject([{ leader: null, members: 3 }])
    expect(await looks()).toEqual(before)
  })

  test('from above, the official is named as well', async () => {
    const province = { ...commune, id: commune.provinceId, level: 'province' as const }
    const above = await build.officer('province_officer', province, { name: 'Trần Văn Tỉnh' })
    await app.request('GET', `/api/places/${commune.id}/teams`, above)
    const [line] = await looks()
    expect(line).toMatchObject({ who: { office: { name: 'Trần Văn Tỉnh' } }, place: { id: commune.id } })
  })
})

test('of the sync the first one of a phone leaves a line, its pulls none', async () => {
  const session = await build.signIn(await build.member(team))
  const snapshot = await app.request('GET', `/api/sync/snapshot?team=${team.id}`, session)
  const { epoch, rev, rows } = snapshot.json()
  const before = await looks()
  expect(before[0]).toMatchObject({
    action: 'team-data.read',
    team: { id: team.id },
    who: { accountId: session.accountId },
    details: { shown: rows },
  })
  await app.request('GET', `/api/sync/pull?wire=1&team=${team.id}&epoch=${epoch}&rev=${rev}`, session)
  expect(await looks()).toEqual(before)
})

describe('reading it', () => {
  test('shows changes and sign-ins too, by account, team, day and kind; the look at it is in it', async () => {
    await app.request('PATCH', `/api/teams/${team.id}`, officer, { kind: 'Tổ thử' })
    await app.request('POST', '/api/auth/sign-in/username', null, {
      username: officer.signInName,
      password: build.password,
    })
    const byOfficer = await linesFor(auditor, `account=${officer.accountId}&kind=changes`)
    expect(byOfficer.map(({ action }) => action)).toEqual(['session.start', 'team.edit'])
    const today = dayInVietnam(Date.now())
    expect(await linesFor(auditor, `team=${team.id}&day=${today}`)).not.toEqual([])
    expect(await linesFor(auditor, 'day=2020-01-01')).toEqual([])
    expect((await linesFor(auditor))[0]).toMatchObject({ action: 'audit.read', who: { accountId: auditor.accountId } })
  })

  test('goes on after a cursor, without gaps', async () => {
    for (let look = 0; look < 60; look++) await app.request('GET', `/api/teams/${team.id}/members`, officer)
    const url = `/api/places/${commune.id}/audit?account=${officer.accountId}`
    const first = (await app.request('GET', url, auditor)).json()
    const second = (await app.request('GET', `${url}&before=${first.next}`, auditor)).json()
    expect(first.lines).toHaveLength(50)
    expect(second.next).toBeNull()
    const ids = [...first.lines, ...second.lines].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const { rows } = await sql<{ lines: number }>`
      select count(*)::int as lines from audit where account_id = ${officer.accountId}`.execute(db.owner)
    expect(ids).toHaveLength(rows[0]?.lines ?? 0)
  })

  test('ends at one’s own place, also below the routes: the database shows an auditor nothing else', async () => {
    const elsewhere = await build.commune()
    const theirs = await build.officer('auditor', elsewhere)
    expect(await linesFor(theirs, '', elsewhere)).toEqual([])
    expect((await app.request('GET', `/api/places/${commune.id}/audit`, theirs)).statusCode).toBe(404)
    expect((await app.request('GET', `/api/places/${commune.id}/audit`, officer)).statusCode).toBe(403)
    expect(await db.app.selectFrom('audit').select('id').execute()).toEqual([])
    const province = { ...commune, id: commune.provinceId, level: 'province' as const }
    const above = await build.officer('auditor', province)
    expect(await linesFor(above, `team=${team.id}`, province)).not.toEqual([])
    const nation = await build.nation()
    expect(await linesFor(await build.officer('auditor', nation), `team=${team.id}`, nation)).not.toEqual([])
  })
})
