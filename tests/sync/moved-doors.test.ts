import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fold } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { BuiltMember, BuiltSession, BuiltTeam } from '#platform/testing/builders.ts'
import { SimulatedDevice, seededRandom } from '#platform/testing/simulated-device.ts'
import { switchRegister } from '#platform/testing/sync-world.ts'
import { type Household, householdKind, type Person, personKind } from '#slices/households/shared/public.ts'
import { emptyDraft, type Visit, visitKind } from '#slices/visits/shared/public.ts'
import { signInto } from './cast.ts'
import { checkRows } from './check.ts'
import { Coverage } from './coverage.ts'
import { Line } from './line.ts'
import { SimPhone } from './sim-phone.ts'
import { World } from './world.ts'

// F1, as it is written: two phones with unsent work, 1,000 doors moved between their teams. Elsewhere a phone went on showing
// moved households, the other lost visits, and pay was counted from what was left.

const doorsEach = 600
const movedEach = 500
const hourMs = 3_600_000

let world: World
let here: BuiltTeam
let there: BuiltTeam
/** Fifty doors each: one officer alone would be told to slow down. */
let officers: BuiltSession[]
beforeAll(async () => {
  world = await World.open()
  const commune = await world.build.commune(await world.build.province())
  here = await world.build.team(commune, { name: 'Tổ ấp Đông' })
  there = await world.build.team(commune, { name: 'Tổ ấp Tây' })
  officers = []
  while (officers.length < 20) officers.push(await world.build.officer('commune_officer', commune))
})
afterAll(() => world.close())

test('a thousand doors change teams under two phones with unsent work: nothing is lost, nothing stays, counts agree', async () => {
  const phones = [await phoneOf(await settle(here), 1), await phoneOf(await settle(there), 2)] as const
  for (const phone of phones) await phone.sync()

  const work = [await workOffline(phones[0]), await workOffline(phones[1])]
  const [movedHere, movedThere] = [await someDoorsOf(here), await someDoorsOf(there)]
  await move(movedHere, here, there)
  await move(movedThere, there, here)
  for (const phone of phones) await phone.sync()

  // After one sync: what was recorded arrived, what left is no longer shown.
  for (const [phone, gone] of [[phones[0], movedHere] as const, [phones[1], movedThere] as const]) {
    expect(phone.client.state()).toMatchObject({ waiting: 0, held: 0 })
    const shown = new Set(phone.client.rows<Household>(householdKind).map(({ id }) => id))
    expect(gone.filter((id) => shown.has(id))).toEqual([])
    expect(phone.client.rows<Person>(personKind).filter(({ householdId }) => !shown.has(householdId))).toEqual([])
  }

  const { rows: arrived } = await sql<{ id: Id; doneBy: Id }>`
    select id, done_by_team_id as "doneBy" from visit where id = any (${work.flatMap(({ visits }) => visits)}::uuid[])`.execute(
    world.db.owner,
  )
  expect(arrived).toHaveLength(work.flatMap(({ visits }) => visits).length)
  expect(arrived.filter(({ doneBy }) => doneBy === here.id)).toHaveLength(work[0]?.visits.length ?? 0)
  // An edit of a door that had left waits for its maker with the reason; it is neither done nor lost.
  for (const [index, phone] of phones.entries()) {
    const gone = new Set([movedHere, movedThere][index])
    const edited = work[index]?.edited.filter((id) => gone.has(id)).sort()
    const inTray = phone.client.tray().map(({ command }) => (command.args as { id: Id }).id)
    expect(inTray.sort()).toEqual(edited)
    expect(edited?.length).toBeGreaterThan(0)
  }

  // What the other phone brought comes with the next pull; then both hold what the server holds, row by row.
  for (const phone of phones) {
    await phone.device.pass(hourMs)
    await phone.sync()
    await checkRows({ world }, phone)
    expect(phone.client.rows<Household>(householdKind).length).toBeGreaterThan(doorsEach - movedEach)
  }
  const counts = phones.map(({ client }) => client.rows<Visit>(visitKind).length)
  expect(counts.reduce((sum, count) => sum + count)).toBe(await countOf('visit'))
  expect(phones.map(({ client }) => client.rows(householdKind).length).reduce((sum, count) => sum + count)).toBe(
    await countOf('household'),
  )
})

/** Doors, a person and a visit at each, as of months ago. */
async function settle(team: BuiltTeam): Promise<BuiltMember> {
  const { owner } = world.db
  const member = await world.build.member(team, { role: 'leader' })
  const name = 'Nguyễn Thị Ánh Tuyết'
  const consent = [{ purpose: 'register', given: true, on: '2026-09-01', by: 'self', how: 'spoken', takenBy: null }]
  await sql`with door as (
      insert into household (id, team_id, rev, kind, number, alley, label, folded, criteria, walk_order, note, created_on)
      select gen_random_uuid(), ${team.id}, n, 'home', n::text, null, null, n::text, '{}', n, null, current_date - 90
      from generate_series(1, ${doorsEach}) as n
      returning id, rev
    ), someone as (
      insert into person (id, team_id, rev, household_id, name, folded, consent, created_on)
      select gen_random_uuid(), ${team.id}, ${doorsEach} + rev, id, ${name}, ${fold(name)}, ${JSON.stringify(consent)}::jsonb,
        current_date - 90
      from door
    )
    insert into visit (id, team_id, done_by_team_id, rev, household_id, place, day, made_at, made_by, outcome, people, groups,
      skills, topics, platforms)
    select gen_random_uuid(), ${team.id}, ${team.id}, ${2 * doorsEach} + rev, id, 'home', current_date - 60,
      now() - interval '60 days', ${member.id}, 'done', 1,
      '{"elderly": 0, "women": 0, "poor": 0, "minority": 0, "disabled": 0}', '[]', '{}', '[]'
    from door`.execute(owner)
  await sql`update team_revision set rev = ${3 * doorsEach} where team_id = ${team.id}`.execute(owner)
  await switchRegister(world.db, team.id)
  return member
}

async function phoneOf(member: BuiltMember, seed: number): Promise<SimPhone> {
  const name = `Máy ${seed}`
  const coverage = new Coverage()
  const line = new Line({ url: () => world.url, random: seededRandom(seed), coverage, meanwhile: async () => {} })
  line.calm = true
  const device = new SimulatedDevice(seed, Date.now(), line.fetch)
  const signIn = () => signInto(world, member, name)
  return SimPhone.start({ name, device, line, coverage, member, signIn, sealed: seed % 2 === 0, old: false })
}

/** A day's work without a network: visits, edits of doors, new doors; at doors that stay and at doors that will move. */
async function workOffline({ client, device }: SimPhone): Promise<{ visits: Id[]; edited: Id[] }> {
  const doors = byNumber(client.rows<Household>(householdKind)).filter((_, index) => index % 12 === 0)
  const visits: Id[] = []
  for (const door of doors) {
    const visit = emptyDraft(device.newId(), door.id)
    visits.push(visit.id)
    await client.enqueue({ name: 'visit.record', team: door.teamId, args: { visit } })
    const changes = { note: { old: null, new: 'cổng xanh' } }
    await client.enqueue({ name: 'household.edit', team: door.teamId, args: { id: door.id, changes } })
  }
  return { visits, edited: doors.map(({ id }) => id) }
}

async function someDoorsOf(team: BuiltTeam): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select id from household where team_id = ${team.id} order by number::int limit ${movedEach}`.execute(world.db.owner)
  return rows.map(({ id }) => id)
}

/** The commune gives doors of one team to the other, one by one. */
async function move(doors: readonly Id[], from: BuiltTeam, to: BuiltTeam): Promise<void> {
  for (const [index, id] of doors.entries()) {
    const command = { id: randomUUID(), name: 'household.move', version: 1, args: { id, toTeam: to.id } }
    const answer = await fetch(new URL(`/api/teams/${from.id}/commands`, world.url), {
      method: 'POST',
      headers: { ...officers[index % officers.length]?.headers, 'content-type': 'application/json' },
      body: JSON.stringify(command),
    })
    expect(answer.status, await answer.text()).toBe(200)
  }
}

const byNumber = (doors: readonly Household[]): Household[] =>
  [...doors].sort((a, b) => Number(a.number) - Number(b.number))

async function countOf(table: 'visit' | 'household'): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)} where team_id in (${here.id}, ${there.id})`.execute(
    world.db.owner,
  )
  return Number(rows[0]?.count ?? 0)
}
