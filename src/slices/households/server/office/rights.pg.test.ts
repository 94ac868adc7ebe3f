import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type PullAnswer, type PushAnswer, type WireChange, wireVersion } from '#platform/shared/wire.ts'
import { type Builders, type BuiltSession, type BuiltTeam, createBuilders } from '#platform/testing/builders.ts'
import { doorArgs, personArgs, switchRegister, wire } from '#platform/testing/sync-world.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import type { Person } from '../../shared/person.ts'
import type { RequestInList, RequestKind } from '../../shared/request-routes.ts'
import { afterWorkingDays } from '../../shared/working-days.ts'
import { eraseDue } from '../erasure.ts'

// Each right of a person from the request to the phone: written down with its clock, done by the commune, and in the next
// pull of the team's phones.

let db: TestDb
let app: TestApp
let build: Builders
let team: BuiltTeam
let phone: BuiltSession
let officer: BuiltSession
let communeId: Id
let door: Id

const today = dayInVietnam(Date.now())

beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
  const commune = await build.commune(await build.province())
  communeId = commune.id
  team = await build.team(await build.hamlet(commune))
  phone = await build.signIn(await build.member(team))
  officer = await build.officer('commune_officer', commune)
  await switchRegister(db, team.id, { retentionMonths: 6 })
  const made = doorArgs()
  door = made.household.id
  await push(wire('household.add', made))
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const push = async (...commands: object[]): Promise<PushAnswer['verdicts']> => {
  const body = { wire: wireVersion, team: team.id, sentAt: new Date().toISOString(), commands }
  const answer = await app.request('POST', '/api/sync/push', phone, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<PushAnswer>().verdicts
}

/** What a phone gets that has everything up to a revision. */
const pullSince = async (rev: number): Promise<PullAnswer> => {
  const ask = async (query: string) =>
    (await app.request('GET', `/api/sync/pull?wire=${wireVersion}&team=${team.id}${query}`, phone)).json<PullAnswer>()
  const { epoch } = await ask('')
  const answer = await ask(`&epoch=${epoch}&rev=${rev}`)
  expect(answer.next ?? null).toBeNull()
  return answer
}

const addPerson = async (name: string): Promise<Id> => {
  const args = personArgs(team.id, door, { name })
  const [verdict] = await push(wire('person.add', args))
  expect(verdict?.verdict).toBe('accepted')
  return args.person.id
}

/** The request, written down at the commune, and the day by which it must be answered. */
const ask = async (personId: Id, kind: RequestKind, wish: string | null = null): Promise<Id> => {
  const id = newId()
  const how = { askedBy: 'self', askedHow: 'desk', identified: 'known', askedOn: today }
  const body = { id, personId, kind, wish, ...how }
  const answer = await app.request('POST', `/api/places/${communeId}/person-requests`, officer, body)
  const holidays = await db.owner.selectFrom('calendar_day').select(['day', 'yearly', 'works']).execute()
  expect(answer.json()).toEqual({ id, dueOn: afterWorkingDays(today, 2, holidays) })
  return id
}

const answer = async (id: Id, body: object = {}): Promise<void> => {
  const path = `/api/places/${communeId}/person-requests/${id}/answer`
  const done = await app.request('POST', path, officer, { outcome: 'done', answer: null, ...body })
  expect(done.json(), done.body).toEqual({ done: true })
}

/** Asked, answered, and what the phones that had everything before then get. */
const done = async (personId: Id, kind: RequestKind, body: object = {}, wish: string | null = null) => {
  const { head } = await pullSince(0)
  const request = await ask(personId, kind, wish)
  // To ask alone changes nothing for anybody.
  expect(changesOf(await pullSince(head), personId)).toEqual([])
  await answer(request, body)
  return { head, request, changes: changesOf(await pullSince(head), personId) }
}

const changesOf = ({ changes }: PullAnswer, id: Id): WireChange[] =>
  changes.filter((change) => change.kind === 'person' && change.id === id)
const rowIn = (changes: readonly WireChange[]) => changes[0]?.row as Person | undefined

const edit = (id: Id, name: string) =>
  wire('person.edit', { register: team.id, id, changes: { name: { old: name, new: `${name} Mới` } } })

/** Every table in which a word stands, in whatever column. */
const tablesWith = async (word: string): Promise<string[]> => {
  const { rows: tables } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c
    where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, to_regnamespace('graphile_worker')::oid)`.execute(
    db.owner,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ found: boolean }>`
      select exists (select from ${sql.raw(name)} t where t::text ilike ${`%${word}%`}) as found`.execute(db.owner)
    if (rows[0]?.found) found.push(name)
  }
  return found.sort()
}

test.each(['see', 'export'] as const)('%s: the paper says it, and nothing changes on the phones', async (kind) => {
  const id = await addPerson(`Người Xem ${kind}`)
  const { request, changes } = await done(id, kind)
  expect(changes).toEqual([])
  const file = await app.request('GET', `/api/places/${communeId}/person-requests/${request}/file`, officer)
  expect(file.headers['content-type']).toBe('application/pdf')
})

test('correct: the phones hold what is right, and a phone that corrected the same thing meanwhile keeps its own beside it', async () => {
  const id = await addPerson('Người Sai')
  const { changes } = await done(id, 'correct', { changes: { name: 'Người Đúng', birthYear: 1971, sex: null } })
  expect(rowIn(changes)).toMatchObject({ id, name: 'Người Đúng', birthYear: 1971, sex: null })
  const [late] = await push(edit(id, 'Người Sai'))
  expect(late?.verdict).toBe('conflict')
})

test('restrict and resume: the content leaves the phones, nobody can write, and it comes back unharmed', async () => {
  const id = await addPerson('Người Ngừng')
  const stopped = await done(id, 'restrict')
  expect(rowIn(stopped.changes)).toMatchObject({ name: '', phone: null, criteria: {}, restrictedOn: today })
  expect(JSON.stringify(await pullSince(0))).not.toContain('Người Ngừng')
  const [refused] = await push(edit(id, 'Người Ngừng'))
  expect(refused).toMatchObject({ verdict: 'refused', problem: { code: 'person.restricted' } })
  const again = await done(id, 'resume')
  expect(rowIn(again.changes)).toMatchObject({ name: 'Người Ngừng', phone: '+84912345678', restrictedOn: null })
})

test('withdraw: the consent is taken back, the content leaves the phones, and the rest follows the retention', async () => {
  const id = await addPerson('Người Rút')
  const { changes } = await done(id, 'withdraw')
  expect(rowIn(changes)).toMatchObject({ name: '', restrictedOn: today })
  expect(rowIn(changes)?.consent).toMatchObject([{ purpose: 'register', given: false, on: today, by: 'self' }])
  expect(JSON.stringify(await pullSince(0))).not.toContain('Người Rút')
  expect(await eraseDue(db.worker, today)).toBe(0)
})

test('erase: gone from the phones at once, and after the night from every table; the proof of the answer stays', async () => {
  const secret = 'Zzyzx'
  const id = await addPerson(`${secret} Thị Xóa`)
  await push(edit(id, `${secret} Thị Xóa`))
  await answer(await ask(id, 'correct'), { changes: { name: `${secret} Thị Sửa` }, answer: `đã sửa cho ${secret}` })
  const words = { answer: `đã báo ${secret}` }
  const { head, request, changes } = await done(id, 'erase', words, `${secret} muốn xóa hết`)
  expect(rowIn(changes)).toMatchObject({ name: '', restrictedOn: today })
  expect(await tablesWith(secret)).toEqual(['command', 'person', 'person_request'])

  expect(await eraseDue(db.worker, today)).toBe(1)
  expect(await tablesWith(secret)).toEqual([])
  const [removal, ...others] = changesOf(await pullSince(head), id)
  expect([removal?.id, removal?.row, others]).toEqual([id, undefined, []])
  const { requests } = (await app.request('GET', `/api/places/${communeId}/person-requests?kind=erase`, officer)).json<{
    requests: RequestInList[]
  }>()
  expect(requests.find((one) => one.id === request)).toMatchObject({
    ...{ name: '', phone: null, wish: null, answer: null },
    ...{ outcome: 'done', answeredOn: today, erasedOn: today },
  })
})

test('refused with a reason: nothing changes on the phones', async () => {
  const id = await addPerson('Người Bị Từ Chối')
  const { changes } = await done(id, 'erase', { outcome: 'refused', answer: 'không phải người này yêu cầu' })
  expect(changes).toEqual([])
})

test('an answer given twice does its work once, and the officer of another commune reaches neither person nor request', async () => {
  const id = await addPerson('Người Hai Lần')
  const request = await ask(id, 'restrict')
  const path = `/api/places/${communeId}/person-requests/${request}/answer`
  const twice = await Promise.all(
    [0, 1].map(() => app.request('POST', path, officer, { outcome: 'done', answer: null })),
  )
  expect(twice.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThanOrEqual(1)
  for (const one of twice) expect([200, 409]).toContain(one.statusCode)
  const { rows } = await sql<{ done: number }>`
    select count(*)::int as done from command where subject_id = ${id} and name = 'person.restrict'`.execute(db.owner)
  expect(rows[0]?.done).toBe(1)

  const elsewhere = await build.commune(await build.province())
  const stranger = await build.officer('commune_officer', elsewhere)
  const body = { outcome: 'done', answer: null }
  for (const place of [communeId, elsewhere.id]) {
    const foreign = `/api/places/${place}/person-requests/${request}`
    expect((await app.request('POST', `${foreign}/answer`, stranger, body)).statusCode).toBe(404)
    expect((await app.request('GET', `${foreign}/file`, stranger)).statusCode).toBe(404)
  }
})
