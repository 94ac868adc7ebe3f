import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayInVietnam, periodOf } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import type { Builders, BuiltPlace, BuiltSession, BuiltTeam } from '#platform/testing/builders.ts'
import { doorArgs, visitArgs, wire } from '#platform/testing/sync-world.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import type { drawItemsRoute, drawsRoute } from '../shared/callback.ts'
import { drawSample } from '../shared/sample.ts'
import { wilsonInterval } from '../shared/wilson.ts'
import { countDraw, rebuildShares, shareDifferences } from './shares.ts'

type Draw = OutputOf<typeof drawItemsRoute>

let db: TestDb
let app: TestApp
let build: Builders
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
})
afterAll(() => closeTestWorld({ db, app }))

const today = dayInVietnam(Date.now())

interface Setting {
  commune: BuiltPlace
  officer: BuiltSession
  teams: BuiltTeam[]
}

/** A commune with teams that made so many visits each, at different doors. */
const setting = async (...visits: number[]): Promise<Setting> => {
  const commune = await build.commune()
  const teams: BuiltTeam[] = []
  for (const count of visits) teams.push(await teamWithVisits(commune, count))
  return { commune, teams, officer: await build.officer('commune_officer', commune) }
}

const teamWithVisits = async (commune: BuiltPlace, count: number): Promise<BuiltTeam> => {
  const team = await build.team(await build.hamlet(commune))
  const session = await build.signIn(await build.member(team))
  const commands = Array.from({ length: count }, (_, n) => doorArgs({ number: String(n + 1) })).flatMap((door) => [
    wire('household.add', door),
    wire('visit.record', visitArgs(door.household.id)),
  ])
  const body = { wire: 1, team: team.id, sentAt: new Date().toISOString(), commands }
  expect((await app.request('POST', '/api/sync/push', session, body)).statusCode).toBe(200)
  return team
}

const drawUrl = ({ commune }: Setting) => `/api/places/${commune.id}/callback-draws`
const drawNow = (of: Setting, more: object = {}) =>
  app.request('POST', drawUrl(of), of.officer, { period: 'month', on: today, size: 6, ...more })
const read = async (of: Setting, id: Id): Promise<Draw> =>
  (await app.request('GET', `${drawUrl(of)}/${id}`, of.officer)).json()
const answer = (of: Setting, id: Id, item: Id, result: string, more: object = {}) =>
  app.request('PUT', `${drawUrl(of)}/${id}/items/${item}`, of.officer, { result, on: today, ...more })
const auditOf = async (action: string) =>
  (
    await sql<{ details: Record<string, unknown> }>`
      select details from audit where action = ${action} order by id desc`.execute(db.owner)
  ).rows

test('a sample has every team in it, is kept with its seed, and can be drawn again by anybody from that seed', async () => {
  const here = await setting(9, 3, 1)
  const { id } = (await drawNow(here)).json<{ id: Id }>()
  const { draw, items, teams } = await read(here, id)
  expect(draw).toMatchObject({ population: 13, drawn: 6, size: 6, confirmed: 0, verified: null })
  expect(draw.period).toEqual(periodOf('month', today))
  expect(teams.map(({ drawn }) => drawn).sort()).toEqual([1, 2, 3])
  expect(items.every(({ door }) => door?.number)).toBe(true)
  const { rows } = await sql<{ team: Id; visits: Id[] }>`
    select done_by_team_id as team, array_agg(id) as visits from visit
    where done_by_team_id = any (${here.teams.map((team) => team.id)}::uuid[]) group by 1`.execute(db.owner)
  const again = drawSample(rows, draw.size, draw.seed).flatMap(({ visits }) => visits)
  const kept = await sql<{ visit_id: Id }>`
    select visit_id from callback_item where draw_id = ${id} order by position`.execute(db.owner)
  expect(kept.rows.map(({ visit_id }) => visit_id)).toEqual(again)
  expect((await auditOf('callback.draw'))[0]?.details).toMatchObject({ seed: draw.seed, drawn: 6, before: 0 })
})

test('nobody draws again in silence: a second sample of a period says why, and the first stays', async () => {
  const here = await setting(5)
  await drawNow(here)
  const refused = await drawNow(here)
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'callback.drawn'])
  expect((await drawNow(here, { reason: 'Mẫu đầu gọi nhầm thôn' })).statusCode).toBe(200)
  const { draws } = (await app.request('GET', drawUrl(here), here.officer)).json<OutputOf<typeof drawsRoute>>()
  expect(draws.map(({ reason }) => reason).sort()).toEqual(['Mẫu đầu gọi nhầm thôn', null])
  await expect(sql`delete from callback_draw`.execute(db.app)).rejects.toThrow(/permission denied/)
  await expect(sql`update callback_item set visit_id = id`.execute(db.app)).rejects.toThrow(/permission denied/)
})

test('what cannot be drawn is said: no commune, nothing there, not yet', async () => {
  const empty = await setting()
  expect((await drawNow(empty)).json().code).toBe('callback.empty')
  expect((await drawNow(empty, { on: addDays(today, 120) })).json().code).toBe('callback.ahead')
  const hamlet = await build.hamlet(empty.commune)
  const url = `/api/places/${hamlet.id}/callback-draws`
  const answered = await app.request('POST', url, empty.officer, { period: 'month', on: today, size: 6 })
  expect(answered.json().code).toBe('callback.level')
})

test('answers become shares of team, commune, province and nation; not reached is neither; the recount agrees', async () => {
  const here = await setting(8, 4)
  const { id } = (await drawNow(here, { size: 12 })).json<{ id: Id }>()
  const { items } = await read(here, id)
  const [big, small] = here.teams as [BuiltTeam, BuiltTeam]
  const of = (team: BuiltTeam) => items.filter(({ teamId }) => teamId === team.id)
  for (const [n, item] of of(big).entries()) await answer(here, id, item.id, n < 6 ? 'confirmed' : 'denied')
  for (const [n, item] of of(small).entries()) await answer(here, id, item.id, n < 2 ? 'confirmed' : 'not-reached')
  await countDraw(db.worker, id)
  await countDraw(db.worker, id)

  const shares = await sql<{ scope_id: Id; weighted: number; confirmed: number; not_reached: number }>`
    select scope_id, weighted, confirmed, not_reached from verified_share
    where scope_id = any (${[big.id, small.id, here.commune.id, here.commune.provinceId]}::uuid[])`.execute(db.owner)
  const byScope = new Map(shares.rows.map(({ scope_id, ...rest }) => [scope_id, rest]))
  expect(byScope.get(big.id)).toEqual({ weighted: 6, confirmed: 6, not_reached: 0 })
  expect(byScope.get(small.id)).toEqual({ weighted: 4, confirmed: 2, not_reached: 2 })
  expect(byScope.get(here.commune.id)).toEqual({ weighted: 10, confirmed: 8, not_reached: 2 })
  expect(byScope.get(here.commune.provinceId)).toEqual({ weighted: 10, confirmed: 8, not_reached: 2 })

  const { draw, teams } = await read(here, id)
  // (8·6/8 + 4·2/2) / 12, with the effective size 12² / (8²/8 + 4²/2).
  const share = 10 / 12
  expect(draw.verified).toEqual({ share, ...wilsonInterval(share, 9) })
  expect(teams.find(({ teamId }) => teamId === small.id)?.verified?.share).toBe(1)

  // An answer that is put right takes the old one back, everywhere.
  await answer(here, id, of(big)[0]?.id ?? '', 'denied', { note: 'Gọi lại lần hai' })
  await countDraw(db.worker, id)
  expect(await shareDifferences(db.worker)).toEqual(await uncounted())
  const commune = sql`update verified_share set weighted = weighted + 1 where scope_id = ${here.commune.id}`
  await commune.execute(db.owner)
  expect((await shareDifferences(db.worker)).map(({ scope }) => scope)).toContain(here.commune.id)
  await rebuildShares(db.worker)
  expect(await shareDifferences(db.worker)).toEqual([])
  expect((await auditOf('callback.record'))[0]?.details).toEqual({ result: 'denied', before: 'confirmed', on: today })
})

/** Draws of other tests have not been counted: they differ, and only they. */
const uncounted = async () => {
  const { rows } = await sql<{ scope: Id }>`
    select distinct unnest(scopes) as scope from callback_stratum where not counted`.execute(db.owner)
  const waiting = new Set(rows.map(({ scope }) => scope))
  return (await shareDifferences(db.worker)).filter(({ scope }) => waiting.has(scope))
}

test('a sample of another commune does not exist, and an answer lies not in the future', async () => {
  const here = await setting(2)
  const there = await setting(2)
  const { id } = (await drawNow(there)).json<{ id: Id }>()
  const { items } = await read(there, id)
  const foreign = await app.request('GET', `${drawUrl(here)}/${id}`, here.officer)
  expect(foreign.statusCode).toBe(404)
  expect((await answer(here, id, items[0]?.id ?? '', 'confirmed')).statusCode).toBe(404)
  const ahead = { on: addDays(today, 1) }
  expect((await answer(there, id, items[0]?.id ?? '', 'confirmed', ahead)).json().code).toBe('callback.ahead')
})

test('above the commune the draws show their sums and no door', async () => {
  const here = await setting(3)
  const { id } = (await drawNow(here, { size: 3 })).json<{ id: Id }>()
  const { items } = await read(here, id)
  for (const item of items) await answer(here, id, item.id, 'confirmed')
  await countDraw(db.worker, id)
  const province = { ...here.commune, id: here.commune.provinceId, level: 'province' as const }
  for (const reader of [
    await build.officer('province_officer', province),
    await build.officer('auditor', here.commune),
  ]) {
    const { draws } = (await app.request('GET', drawUrl(here), reader)).json<OutputOf<typeof drawsRoute>>()
    expect(draws[0]).toMatchObject({ id, drawn: 3, confirmed: 3 })
    expect((await app.request('GET', `${drawUrl(here)}/${id}`, reader)).statusCode).toBe(403)
  }
})

test('the commune sees whom it may call: who agreed to be contacted and has not taken it back', async () => {
  const here = await setting(1)
  const { id } = (await drawNow(here)).json<{ id: Id }>()
  const [item] = (await read(here, id)).items
  expect(item?.contacts).toEqual([])
  const add = (name: string, phone: string | null, contact: boolean, restrictedOn: string | null = null) =>
    sql`
    insert into person (id, team_id, rev, household_id, name, folded, phone, consent, restricted_on, created_on)
    values (gen_random_uuid(), ${here.teams[0]?.id}, 1, ${item?.door?.id}, ${name}, ${name}, ${phone},
      ${JSON.stringify([{ purpose: 'contact', given: contact }])}::jsonb, ${restrictedOn}::date, ${today}::date)`.execute(
      db.owner,
    )
  await add('Đồng Ý', '+84912345678', true)
  await add('Không Đồng Ý', '+84912345679', false)
  await add('Đã Rút', '+84912345670', true, today)
  await add('Không Máy', null, true)
  expect((await read(here, id)).items[0]?.contacts).toEqual([{ name: 'Đồng Ý', phone: '+84912345678' }])
  const { rows } = await sql<{ details: object }>`
    select details from audit where action = 'household.read' and subject_id = ${id} order by id desc limit 1`.execute(
    db.owner,
  )
  expect(rows[0]?.details).toMatchObject({ shown: 1 })
  expect(JSON.stringify(rows)).not.toContain('Đồng')
})
