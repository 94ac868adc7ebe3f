import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recountSources } from '#app/server/recount.ts'
import { foldPending } from '#platform/server/measures/folder.ts'
import { checkFigures } from '#platform/server/measures/recount/recount.ts'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import {
  createSyncWorld,
  doorArgs,
  type Sender,
  type SyncWorld,
  visitArgs,
  wire,
} from '#platform/testing/sync-world.ts'
import type { Person } from '#slices/households/shared/public.ts'
import type { Visit, VisitDraft } from '../shared/visit.ts'

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world.close())

const today = dayInVietnam(Date.now())
const daysAgo = (days: number) => ({ madeAt: new Date(Date.now() - days * 86_400_000).toISOString() })

const one = async (from: Sender, name: string, args: unknown, options: Parameters<typeof wire>[2] = {}) =>
  (await world.send(from, [wire(name, args, { version: 2, ...options })])).verdicts[0]

const record = async (from: Sender, fields: Partial<VisitDraft>, options: Parameters<typeof wire>[2] = {}) => {
  const args = visitArgs(fields.householdId ?? null, fields)
  return { id: args.visit.id, verdict: await one(from, 'visit.record', args, options) }
}

const visitsOf = async (from: Sender) =>
  (await world.pullAll(from)).changes.filter(({ kind }) => kind === 'visit').map(({ row }) => row as Visit)
const visitOf = async (from: Sender, id: string) => (await visitsOf(from)).find((visit) => visit.id === id)

const people = async () => {
  const { build } = world
  const team = await build.team()
  const leader = await world.asSender(team, await build.member(team, { role: 'leader' }))
  const member = await world.asSender(team, await build.member(team))
  const mate = await world.asSender(team, await build.member(team))
  const door = doorArgs()
  await one(member, 'household.add', door, { version: 1 })
  return { leader, member, mate, door: door.household.id }
}

const figuresAgree = async () => {
  while ((await foldPending(world.db.worker))?.rows);
  expect(await checkFigures(world.db.worker, { sources: recountSources })).toEqual([])
}

test('a group, a call and a visit of several members are kept as they were told, and reach the other phones', async () => {
  const { member, mate, door } = await people()
  const group = await record(member, { place: 'group', people: 14, attendance: 'count' })
  const call = await record(member, {
    place: 'phone',
    householdId: door,
    platforms: [
      {
        platform: 'vneid',
        result: 'failed',
        reason: 'police-appointment',
        steps: ['install', 'register'],
        appointment: { inDays: 5, where: 'police' },
      },
    ],
  })
  const late = await record(member, {
    householdId: door,
    daysAgo: 5,
    backdateReason: 'điện thoại hỏng',
    members: [mate.member.id, member.member.id],
  })
  expect([group, call, late].map(({ verdict }) => verdict?.verdict)).toEqual(['accepted', 'accepted', 'accepted'])
  const seen = await visitsOf(mate)
  expect(seen.find(({ id }) => id === group.id)).toMatchObject({ place: 'group', people: 14, attendance: 'count' })
  expect(seen.find(({ id }) => id === call.id)?.platforms).toEqual([
    {
      platform: 'vneid',
      result: 'failed',
      reason: 'police-appointment',
      steps: ['install', 'register'],
      appointment: { inDays: 5, where: 'police' },
    },
  ])
  expect(seen.find(({ id }) => id === late.id)).toMatchObject({
    day: addDays(today, -5),
    backdateReason: 'điện thoại hỏng',
    // The one who records took part anyway, and is madeBy.
    members: [mate.member.id],
    madeBy: member.member.id,
  })
  await figuresAgree()
})

test('what may not be recorded: late without a reason, a group without its count, a number of a card in a note', async () => {
  const { member, door } = await people()
  const wrong = async (fields: Partial<VisitDraft>) =>
    (await record(member, fields)).verdict?.problem?.fields?.[0]?.path
  expect(await wrong({ householdId: door, daysAgo: 4 })).toBe('backdateReason')
  expect(await wrong({ place: 'group', people: 3 })).toBe('attendance')
  expect(await wrong({ householdId: door, note: 'CCCD 001203012345' })).toBe('visit.note')
  expect(await wrong({ householdId: door, daysAgo: 61, backdateReason: 'quên' })).toBe('visit.daysAgo')
  const old = await record(member, { householdId: door, daysAgo: 4 }, { version: 1 })
  expect(old.verdict).toMatchObject({ verdict: 'accepted' })
})

test('who recorded a visit corrects it for a week, then the leader, with a reason; the figures follow', async () => {
  const { leader, member, mate, door } = await people()
  const changes = (old: number, now: number) => ({ changes: { people: { old, new: now } } })
  const { id } = await record(member, { householdId: door, people: 2 }, daysAgo(9))
  const correct = (from: Sender, old: number, now: number, days: number) =>
    one(from, 'visit.correct', { id, ...changes(old, now) }, daysAgo(days))
  expect(await correct(member, 2, 3, 3)).toMatchObject({ verdict: 'accepted' })
  expect(await correct(mate, 3, 4, 3)).toMatchObject({ problem: { code: 'visit.of-other' } })
  expect(await correct(member, 3, 4, 0)).toMatchObject({ problem: { code: 'visit.too-late' } })
  const any = (from: Sender, args: object) =>
    one(from, 'visit.correct-any', { id, ...changes(3, 5), ...args }, { version: 1 })
  expect(await any(member, { reason: 'ghi thiếu' })).toMatchObject({ problem: { code: 'not-allowed' } })
  expect(await any(leader, {})).toMatchObject({ problem: { fields: [{ path: 'reason' }] } })
  expect(await any(leader, { reason: 'ghi thiếu' })).toMatchObject({ verdict: 'accepted' })
  expect((await visitOf(mate, id))?.people).toBe(5)
  const old = await one(mate, 'visit.correct', { id, ...changes(5, 6) }, { version: 1 })
  expect(old, 'from a phone that has not been updated').toMatchObject({ verdict: 'accepted' })
  await figuresAgree()
  const kept = await world.db.owner
    .selectFrom('command')
    .select(['name', 'args'])
    .where('subject_id', '=', id)
    .where('verdict', '=', 'accepted')
    .orderBy('seq')
    .execute()
  expect(kept.map(({ name }) => name)).toEqual(['visit.record', 'visit.correct', 'visit.correct-any', 'visit.correct'])
  expect(kept[2]?.args).toMatchObject({ reason: 'ghi thiếu' })
})

test('a visit of another or of long ago is cancelled by the leader, with a reason', async () => {
  const { leader, member, mate, door } = await people()
  const { id } = await record(member, { householdId: door, people: 2 }, daysAgo(9))
  const cancel = { id, reason: null }
  expect(await one(mate, 'visit.cancel', cancel)).toMatchObject({ problem: { code: 'visit.of-other' } })
  expect(await one(member, 'visit.cancel', cancel)).toMatchObject({ problem: { code: 'visit.too-late' } })
  const reason = 'hai người ghi cùng một lượt'
  expect(await one(leader, 'visit.cancel-any', { id, reason }, { version: 1 })).toMatchObject({ verdict: 'accepted' })
  expect(await visitOf(mate, id)).toMatchObject({ cancelledOn: today, cancelReason: reason })
  await figuresAgree()
})

test('a correction says why when it puts the visit more than three days before it was written down', async () => {
  const { member, door } = await people()
  const { id } = await record(member, { householdId: door })
  const day = { old: today, new: addDays(today, -5) }
  expect(await one(member, 'visit.correct', { id, changes: { day } })).toMatchObject({
    problem: { fields: [{ path: 'backdateReason' }] },
  })
  const backdateReason = { old: null, new: 'ghi nhầm ngày' }
  expect(await one(member, 'visit.correct', { id, changes: { day, backdateReason } })).toMatchObject({
    verdict: 'accepted',
  })
  await figuresAgree()
})

test('a follow-up is ticked off by anybody of the team, once; another day to come again opens it anew', async () => {
  const { member, mate, door } = await people()
  const { id } = await record(member, { householdId: door, followUpInDays: 2 })
  const tick = (from: Sender, done: boolean, word: string | null) =>
    one(from, 'visit.follow-up-done', { id, done, word }, { version: 1 })
  expect(await tick(mate, true, 'gặp ở chợ')).toMatchObject({ verdict: 'accepted' })
  expect(await tick(member, true, null)).toMatchObject({ verdict: 'merged' })
  expect((await visitOf(member, id))?.followUpDone).toEqual({ on: today, by: mate.member.id, word: 'gặp ở chợ' })
  expect(await tick(member, false, null)).toMatchObject({ verdict: 'accepted' })
  await tick(mate, true, 'xong')
  const followUpOn = { old: addDays(today, 2), new: addDays(today, 9) }
  await one(member, 'visit.correct', { id, changes: { followUpOn } })
  expect((await visitOf(mate, id))?.followUpDone).toBeNull()
})

/** Switches the register of a team's commune on or off, as of today. */
const register = async ({ team }: Sender, on: boolean, version: number) => {
  const { owner } = world.db
  await sql`insert into commune_register (commune_id, version, is_on, purpose, legal_basis, retention_months, decided_by, valid_from)
    select commune_id, ${version}, ${on}, 'hướng dẫn', 'Luật 91/2025', 12, 'QĐ 1', ${today} from team where id = ${team.id}`.execute(
    owner,
  )
  await sql`insert into register (id, team_id, rev, commune_id, switch_version)
    select id, id, 1, commune_id, ${version} from team where id = ${team.id}
    on conflict (id) do update set switch_version = excluded.switch_version`.execute(owner)
}

const personAt = async ({ team }: Sender, door: string): Promise<string> => {
  const id = newId()
  await sql`insert into person (id, team_id, rev, household_id, name, folded, consent, created_on)
    values (${id}, ${team.id}, 1, ${door}, 'Bà Tư', 'ba tu', '[]', ${today})`.execute(world.db.owner)
  return id
}

const skillsOf = async (id: string) => {
  const { rows } = await sql<{ skills: Person['skills'] }>`select skills from person where id = ${id}`.execute(
    world.db.owner,
  )
  return rows[0]?.skills
}

test('a visit that names a person sets what they can; the later day wins; cancelled, it takes back what it set', async () => {
  const { leader, member, door } = await people()
  await register(member, true, 1)
  const person = await personAt(member, door)
  const teach = async (level: 'cannot' | 'alone', daysAgo: number) => {
    const counted = level === 'alone' ? 'alone' : 'guided'
    const fields = {
      householdId: door,
      daysAgo,
      skills: [{ skill: 'payment' as const, level: counted as 'alone' | 'guided', people: 1 }],
      persons: [{ personId: person, skills: [{ skill: 'payment' as const, level }] }],
    }
    const args = { ...visitArgs(door, fields), register: member.team.id }
    expect(await one(member, 'visit.record', args)).toMatchObject({ verdict: 'accepted' })
    return args.visit.id
  }
  const last = await teach('alone', 0)
  const first = await teach('cannot', 2)
  const state = { level: 'alone', on: today, by: member.member.id, visitId: last }
  expect((await skillsOf(person))?.payment).toMatchObject(state)
  expect(await one(member, 'visit.cancel', { id: last, reason: null })).toMatchObject({ verdict: 'accepted' })
  expect((await skillsOf(person))?.payment).toMatchObject({ level: 'cannot', visitId: first })
  const skills = [{ skill: 'payment', level: 'with-help', people: 1 }]
  const persons = [{ personId: person, skills: [{ skill: 'payment', level: 'with-help' }] }]
  const before = await visitOf(leader, first)
  const changes = {
    skills: { old: before?.skills, new: skills },
    persons: { old: before?.persons, new: persons },
  }
  expect(await one(member, 'visit.correct', { id: first, changes })).toMatchObject({ verdict: 'accepted' })
  expect((await skillsOf(person))?.payment).toMatchObject({ level: 'with-help', visitId: first })
  await one(leader, 'visit.cancel-any', { id: first, reason: 'ghi nhầm' }, { version: 1 })
  expect(await skillsOf(person)).toEqual({})
})

test('while the register is off, or for who withdrew, a visit keeps its counts and loses the name', async () => {
  const { member, door } = await people()
  await register(member, true, 1)
  const person = await personAt(member, door)
  const withdrawn = await personAt(member, door)
  await sql`update person set restricted_on = ${today} where id = ${withdrawn}`.execute(world.db.owner)
  const named = async (...ids: string[]) => {
    const persons = ids.map((personId) => ({ personId, skills: [] }))
    const args = visitArgs(null, { place: 'group', people: ids.length, attendance: 'list', persons })
    const verdict = await one(member, 'visit.record', { ...args, register: member.team.id })
    return { verdict: verdict?.verdict, visit: await visitOf(member, args.visit.id) }
  }
  expect(await named(person, withdrawn)).toMatchObject({
    verdict: 'accepted',
    visit: { people: 2, attendance: 'count', persons: [{ personId: person, skills: [] }] },
  })
  await register(member, false, 2)
  expect(await named(person)).toMatchObject({ verdict: 'accepted', visit: { people: 1, persons: null } })
  await register(member, true, 3)
  expect((await named(newId())).verdict, 'somebody who has not arrived').toBe('waiting')
})
