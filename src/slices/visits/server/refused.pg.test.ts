import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inScope } from '#platform/server/db.ts'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import { wireVersion } from '#platform/shared/wire.ts'
import type { Builders, BuiltMember, BuiltPlace, BuiltSession, BuiltTeam } from '#platform/testing/builders.ts'
import { doorArgs, visitArgs, wire } from '#platform/testing/sync-world.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import type { RefusedWork } from '../shared/refused.ts'

let db: TestDb
let build: Builders
let app: TestApp
let commune: BuiltPlace
let officer: BuiltSession
let team: BuiltTeam
let leader: BuiltSession
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
  commune = await build.commune()
  officer = await build.officer('commune_officer', commune)
  team = await build.team(await build.hamlet(commune))
  leader = await build.signIn(await build.member(team, { role: 'leader' }))
})
afterAll(() => closeTestWorld({ db, app }))

const memberOf = async (of = team) => {
  const member = await build.member(of, { joinedOn: '2026-01-01' })
  return { member, session: await build.signIn(member) }
}
const push = async (who: BuiltSession, commands: unknown[], of = team) =>
  (
    await app.request('POST', '/api/sync/push', who, {
      wire: wireVersion,
      team: of.id,
      sentAt: new Date().toISOString(),
      commands,
    })
  ).json().verdicts
const leave = async (member: BuiltMember, daysAgo: number) => {
  const left_on = addDays(dayInVietnam(Date.now()), -daysAgo)
  await db.owner.updateTable('membership').set({ left_on }).where('id', '=', member.membershipId).execute()
}
/** A door, and two commands that do not fit their own forms. */
const refusedBy = async (who: BuiltSession) => {
  const door = doorArgs()
  const bad = wire('household.edit', { id: door.household.id, changes: { kind: { old: 'home', new: 'castle' } } })
  const visit = visitArgs(door.household.id, { people: -3 })
  const wrong = wire('visit.record', visit)
  const verdicts = await push(who, [wire('household.add', door), bad, wrong])
  expect(verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['accepted', 'refused', 'refused'])
  return { ids: [bad.id, wrong.id] as [string, string] }
}
const inPlace = async (who = officer, place = commune): Promise<RefusedWork[]> =>
  (await app.request('GET', `/api/places/${place.id}/refused`, who)).json().refused
const ofTeam = async (who = leader, of = team): Promise<RefusedWork[]> =>
  (await app.request('GET', `/api/teams/${of.id}/refused`, who)).json().refused
const idsOf = (list: readonly RefusedWork[]) => list.map(({ id }) => id)
const say = (who: BuiltSession, id: string, how: string, of = team) =>
  app.request('POST', '/api/sync/settled', who, { settled: [{ id, team: of.id, how }] })
const settle = async (who: BuiltSession, id: string, of = team) =>
  (await app.request('POST', `/api/teams/${of.id}/refused/${id}/settle`, who, { how: 'corrected', reason: null }))
    .statusCode
const give = async (id: string, toTeam: string) =>
  (
    await app.request('POST', `/api/places/${commune.id}/refused/${id}/give`, officer, {
      toTeam,
      note: 'tổ xem lại giúp',
    })
  ).statusCode

describe('the author', () => {
  test('has it in the tray; the commune sees it with its reason until the author has dealt with it', async () => {
    const { session } = await memberOf()
    const { ids } = await refusedBy(session)
    expect(idsOf(await inPlace())).toEqual(ids)
    expect((await inPlace())[0]).toMatchObject({
      name: 'household.edit',
      teamId: team.id,
      left: false,
      problem: { code: 'command.invalid', vi: expect.any(String) },
    })
    await say(session, ids[0], 'corrected')
    await say(session, ids[1], 'withdrawn')
    expect(await inPlace()).toEqual([])
    await say(session, ids[1], 'open')
    expect(idsOf(await inPlace())).toEqual([ids[1]])
    await say(session, ids[1], 'handed-over')
    expect(await inPlace()).toEqual([])
  })

  test('says so only of own work, and only of what was refused', async () => {
    const { session } = await memberOf()
    const { ids } = await refusedBy(session)
    const other = await memberOf()
    expect((await say(other.session, ids[0], 'withdrawn')).statusCode).toBe(204)
    const fine = wire('visit.record', visitArgs(null))
    await push(session, [fine])
    await say(session, fine.id, 'withdrawn')
    expect(idsOf(await inPlace())).toEqual(ids)
    const { n } = (
      await sql<{ n: number }>`select count(*)::int as n from refusal_care where command_id = ${fine.id}`.execute(
        db.owner,
      )
    ).rows[0] as { n: number }
    expect(n).toBe(0)
    for (const id of ids) await say(session, id, 'withdrawn')
  })
})

describe('the leader', () => {
  test('looks after refused work of who has left: what was done too late, with all that was written', async () => {
    const { member, session } = await memberOf()
    const visit = visitArgs(null, { note: 'cụ Tư hỏi lương hưu' })
    const late = wire('visit.record', visit)
    expect(await ofTeam()).toEqual([])
    await leave(member, 2)
    const [verdict] = await push(session, [late])
    expect(verdict.problem.code).toBe('membership.ended')
    expect(await ofTeam()).toMatchObject([
      {
        id: late.id,
        left: true,
        args: { visit: { note: 'cụ Tư hỏi lương hưu' } },
        problem: { code: 'membership.ended' },
      },
    ])
    const mate = await memberOf()
    expect((await app.request('GET', `/api/teams/${team.id}/refused`, mate.session)).statusCode).toBe(403)
    expect(await settle(leader, late.id)).toBe(204)
    expect(await ofTeam()).toEqual([])
    expect(await inPlace()).toEqual([])
    expect(await settle(leader, late.id)).toBe(404)
    // The author, who is told nothing of it, cannot undo it.
    await say(session, late.id, 'open')
    expect(await inPlace()).toEqual([])
  })

  test('does not see what members who are there still have in their own trays', async () => {
    const { session } = await memberOf()
    const { ids } = await refusedBy(session)
    expect(await ofTeam()).toEqual([])
    expect(await settle(leader, ids[0])).toBe(404)
    for (const id of ids) await say(session, id, 'withdrawn')
  })
})

describe('the commune', () => {
  test('gives it to a team, also to another one, which sees to it and no other does', async () => {
    const { session } = await memberOf()
    const { ids } = await refusedBy(session)
    const other = await build.team(await build.hamlet(commune))
    const otherLeader = await build.signIn(await build.member(other, { role: 'leader' }))
    expect(await give(ids[0], other.id)).toBe(204)
    expect(await ofTeam(otherLeader, other)).toMatchObject([
      {
        id: ids[0],
        name: 'household.edit',
        givenTo: other.id,
        note: 'tổ xem lại giúp',
        problem: { code: 'command.invalid' },
      },
    ])
    expect((await inPlace()).find(({ id }) => id === ids[0])).toMatchObject({ givenTo: other.id })
    expect(await settle(leader, ids[0])).toBe(404)
    expect(await settle(otherLeader, ids[0], other)).toBe(204)
    expect(idsOf(await inPlace())).toEqual([ids[1]])

    const foreign = await build.team()
    expect(await give(ids[1], foreign.id)).toBe(404)
    expect(await give(newId(), other.id)).toBe(404)
    await say(session, ids[1], 'withdrawn')
  })

  test('withdraws it with a reason; both stand in the audit, which names no person', async () => {
    const { session } = await memberOf()
    const { ids } = await refusedBy(session)
    const withdraw = (id: string, body: object, who = officer) =>
      app.request('POST', `/api/places/${commune.id}/refused/${id}/withdraw`, who, body)
    expect((await withdraw(ids[0], { reason: '' })).statusCode).toBe(400)
    expect((await withdraw(ids[0], { reason: 'ghi trùng' })).statusCode).toBe(204)
    expect((await withdraw(ids[0], { reason: 'ghi trùng' })).statusCode).toBe(404)
    expect(idsOf(await inPlace())).toEqual([ids[1]])
    const lines = await db.owner.selectFrom('audit').selectAll().where('action', 'like', 'refused.%').execute()
    const acts = new Set(lines.map(({ action }) => action))
    expect(acts).toEqual(new Set(['refused.read', 'refused.settle', 'refused.give', 'refused.withdraw']))
    expect(JSON.stringify(lines)).not.toContain('trùng')
    await say(session, ids[1], 'withdrawn')
  })

  test('sees the work of a team that was dissolved while phones held unsent work', async () => {
    const dying = await build.team(await build.hamlet(commune))
    const { session } = await memberOf(dying)
    const at = (days: number) => ({ madeAt: new Date(Date.now() - days * 86_400_000).toISOString() })
    await app.request('POST', `/api/teams/${dying.id}/dissolve`, officer, { on: addDays(dayInVietnam(Date.now()), -2) })
    const [before, after] = [wire('visit.record', visitArgs(null), at(3)), wire('visit.record', visitArgs(null), at(1))]
    const verdicts = await push(session, [before, after], dying)
    expect(verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['accepted', 'refused'])
    expect(await inPlace()).toMatchObject([{ id: after.id, teamId: dying.id, left: true }])
    expect(await give(after.id, team.id)).toBe(204)
    expect(idsOf(await ofTeam())).toEqual([after.id])
    expect(await settle(leader, after.id)).toBe(204)
  })

  test('is this one alone: another commune, its leaders and the province see nothing', async () => {
    const { session } = await memberOf()
    const { ids } = await refusedBy(session)
    const elsewhere = await build.commune()
    const stranger = await build.officer('commune_officer', elsewhere)
    expect(await inPlace(stranger, elsewhere)).toEqual([])
    expect((await app.request('GET', `/api/places/${commune.id}/refused`, stranger)).statusCode).toBe(404)
    const nobody = { account: null, teams: [newId()], provinces: [team.provinceId], communes: [commune.id] }
    const seen = await inScope(db.app, nobody, (trx) => trx.selectFrom('refusal_care').selectAll().execute())
    expect(seen).toEqual([])
    for (const id of ids) await say(session, id, 'withdrawn')
  })
})

test('the server asks for a clean re-sync: the phone’s cursor is void, the next snapshot serves it', async () => {
  const { session } = await memberOf()
  await push(session, [wire('household.add', doorArgs())])
  const pull = async (epoch: string, rev: number) =>
    (
      await app.request('GET', `/api/sync/pull?wire=${wireVersion}&team=${team.id}&epoch=${epoch}&rev=${rev}`, session)
    ).json()
  const snapshot = async () => (await app.request('GET', `/api/sync/snapshot?team=${team.id}`, session)).json()
  const { epoch, rev } = await snapshot()
  expect(await pull(epoch, rev)).toMatchObject({ reset: false })
  expect((await app.request('POST', `/api/teams/${team.id}/resync`, officer)).statusCode).toBe(204)
  expect(await pull(epoch, rev)).toMatchObject({ reset: true })
  const anew = await snapshot()
  expect(anew.rev).toBeGreaterThan(rev)
  expect(await pull(epoch, anew.rev)).toMatchObject({ reset: false })
})
