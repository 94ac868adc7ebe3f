import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import {
  type Builders,
  type BuiltPlace,
  type BuiltSession,
  type BuiltTeam,
  createBuilders,
} from '#platform/testing/builders.ts'
import { readPdf } from '#platform/testing/pdf-text.ts'
import { doorArgs } from '#platform/testing/sync-world.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import type { PersonInList } from '../../shared/people-routes.ts'
import type { RequestInList } from '../../shared/request-routes.ts'
import { afterWorkingDays } from '../../shared/working-days.ts'
import { decideRegister } from '../decide-register.ts'

let db: TestDb
let app: TestApp
let build: Builders
let province: BuiltPlace
let commune: BuiltPlace
let team: BuiltTeam
let officer: BuiltSession
let member: BuiltSession
let door: Id

const today = dayInVietnam(Date.now())

beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
  province = await build.province()
  commune = await build.commune(province)
  team = await build.team(await build.hamlet(commune))
  officer = await build.officer('commune_officer', commune)
  member = await build.signIn(await build.member(team))
  const texts = { purpose: 'Hướng dẫn kỹ năng số', legalBasis: 'Luật 91/2025/QH15', decidedBy: 'UBND xã', note: null }
  await db.owner.transaction().execute((trx) =>
    decideRegister(trx, {
      communeId: commune.id,
      on: true,
      retentionMonths: 6,
      validFrom: today,
      by: null,
      ...texts,
    }),
  )
  const made = doorArgs()
  door = made.household.id
  await command('household.add', made)
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const command = async (name: string, args: object) => {
  const body = { id: randomUUID(), name, version: 1, args }
  const answer = await app.request('POST', `/api/teams/${team.id}/commands`, member, body)
  expect(answer.statusCode, answer.body).toBe(200)
}

const addPerson = async (name: string, fields: object = {}): Promise<Id> => {
  const id = newId()
  const blank = { birthYear: 1960, sex: null, phone: null, relation: null, criteria: {}, skills: {} }
  const consent = [{ purpose: 'register', given: true, by: 'self', how: 'spoken' }]
  await command('person.add', {
    register: team.id,
    person: { id, householdId: door, name, ...blank, ...fields },
    consent,
  })
  return id
}

const found = async (query: string, who = officer) =>
  (await app.request('GET', `/api/places/${commune.id}/persons?${query}`, who)).json<{
    total: number
    persons: PersonInList[]
  }>()
const names = async (query: string) => (await found(query)).persons.map(({ name }) => name)

const ask = async (personId: Id, kind: string, fields: object = {}) => {
  const id = newId()
  const asked = { askedBy: 'self', askedHow: 'desk', identified: 'document', askedOn: today, wish: null }
  const body = { id, personId, kind, ...asked, ...fields }
  return { id, answer: await app.request('POST', `/api/places/${commune.id}/person-requests`, officer, body) }
}
const reply = (id: Id, body: object = {}) =>
  app.request('POST', `/api/places/${commune.id}/person-requests/${id}/answer`, officer, {
    outcome: 'done',
    answer: null,
    ...body,
  })
const requests = async (query = '') =>
  (await app.request('GET', `/api/places/${commune.id}/person-requests${query}`, officer)).json<{
    waiting: number
    overdue: number
    requests: RequestInList[]
  }>()
const rowOf = (id: Id) => db.owner.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('found by name without marks, by the end of the phone number and by door; each look is in the audit', async () => {
  await addPerson('Đặng Thị Ngọc Ánh', { phone: '+84912345678', birthYear: 1950, criteria: { smartphone: true } })
  await addPerson('Lê Văn Bảy', { birthYear: 1990 })
  expect(await names('q=ngoc anh')).toEqual(['Đặng Thị Ngọc Ánh'])
  expect(await names('q=345 678')).toEqual(['Đặng Thị Ngọc Ánh'])
  expect(await names('q=5679')).toEqual([])
  expect((await names('q=ngo 3')).length).toBe(2)
  expect(await names('lacks=smartphone')).toEqual(['Lê Văn Bảy'])
  expect(await names('bornBy=1960')).toEqual(['Đặng Thị Ngọc Ánh'])
  expect(await names(`q=%25&team=${team.id}`)).toEqual([])
  const looks = await db.owner.selectFrom('audit').select('details').where('action', '=', 'person.read').execute()
  expect(looks.length).toBeGreaterThanOrEqual(4)
  expect(JSON.stringify(looks)).not.toMatch(/ngoc|345/)
})

test('another commune finds nobody, not even by the id', async () => {
  const other = await build.commune(province)
  const stranger = await build.officer('commune_officer', other)
  const id = await addPerson('Người Lạ')
  expect((await app.request('GET', `/api/places/${other.id}/persons`, stranger)).json()).toEqual({
    total: 0,
    persons: [],
  })
  const body = { id: newId(), personId: id, kind: 'see', askedBy: 'self', askedHow: 'desk', identified: 'known' }
  const answer = await app.request('POST', `/api/places/${other.id}/person-requests`, stranger, {
    ...body,
    askedOn: today,
    wish: null,
  })
  expect(answer.statusCode).toBe(404)
})

test('a request runs two working days; what is overdue stands first', async () => {
  const id = await addPerson('Trần Thị Hẹn')
  const { answer } = await ask(id, 'see')
  expect(answer.json()).toMatchObject({ dueOn: afterWorkingDays(today, 2, []) })
  const late = await ask(id, 'export', { askedOn: addDays(today, -30) })
  const listed = await requests('?state=waiting')
  expect(listed.requests[0]).toMatchObject({ id: late.id, overdue: true, name: 'Trần Thị Hẹn' })
  expect(listed).toMatchObject({ waiting: 2, overdue: 1 })
  expect((await ask(id, 'see', { askedOn: addDays(today, 1) })).answer.json()).toMatchObject({
    code: 'person-request.day-ahead',
  })
})

test('a correction is done by the same command as on the phone and raises the revision; without a change it is not', async () => {
  const id = await addPerson('Ngô Thị Sửa', { birthYear: 1971 })
  const { id: request } = await ask(id, 'correct')
  const { rev } = await rowOf(id)
  expect((await reply(request, { changes: {} })).json()).toMatchObject({ code: 'person-request.change-missing' })
  expect((await reply(request, { changes: { birthYear: 1972, name: 'Ngô Thị Sửa' } })).json()).toEqual({ done: true })
  const after = await rowOf(id)
  expect(after.birth_year).toBe(1972)
  expect(Number(after.rev)).toBeGreaterThan(Number(rev))
  expect((await reply(request)).json()).toMatchObject({ code: 'person-request.answered' })
})

test('restricted: phones and lists show it no more; allowed again it is back', async () => {
  const id = await addPerson('Bùi Văn Ngừng', { phone: '+84987654321' })
  expect((await reply((await ask(id, 'restrict')).id)).json()).toEqual({ done: true })
  expect((await rowOf(id)).restricted_on).toBe(today)
  expect(await names('q=bui van ngung')).toEqual([])
  const [stopped] = (await found('state=stopped&q=bui van ngung')).persons
  expect(stopped).toMatchObject({ name: 'Bùi Văn Ngừng', phone: null, criteria: {} })
  expect((await reply((await ask(id, 'resume')).id)).json()).toEqual({ done: true })
  expect((await found('q=bui van ngung')).persons[0]).toMatchObject({ phone: '+84987654321', restrictedOn: null })
})

test('withdrawn and erased: use stops at once and the erasure is ordered; the proof stays, the words go with the person', async () => {
  const id = await addPerson('Phan Thị Rút')
  expect((await reply((await ask(id, 'withdraw', { askedHow: 'paper' })).id)).json()).toEqual({ done: true })
  expect(await rowOf(id)).toMatchObject({ restricted_on: today, erase_on: null })
  const { id: request } = await ask(id, 'erase', { wish: 'bà Rút muốn xóa hết' })
  expect((await reply(request, { answer: 'đã báo bà Rút' })).json()).toEqual({ done: true })
  expect((await rowOf(id)).erase_on).toBe(today)
  await sql`update person set name = '', folded = '', phone = null, erased_on = ${today} where id = ${id}`.execute(
    db.owner,
  )
  const kept = (await requests('?kind=erase')).requests.find((one) => one.id === request)
  expect(kept).toMatchObject({ name: '', wish: null, answer: null, outcome: 'done', erasedOn: today })
  expect((await ask(id, 'see')).answer.json()).toMatchObject({ code: 'person.erased' })
  const file = await app.request('GET', `/api/places/${commune.id}/person-requests/${request}/file`, officer)
  expect(file.json()).toMatchObject({ code: 'person.erased' })
})

test('a refusal has its reason', async () => {
  const { id } = await ask(await addPerson('Vũ Văn Chờ'), 'erase')
  expect((await reply(id, { outcome: 'refused' })).json()).toMatchObject({ code: 'person-request.reason-missing' })
  expect((await reply(id, { outcome: 'refused', answer: 'không đúng người' })).statusCode).toBe(200)
})

test('the paper for the person says everything that is held, and is a line in the audit', async () => {
  const id = await addPerson('Hồ Thị Xem', { phone: '+84911222333', criteria: { smartphone: true } })
  await command('person.skill', { register: team.id, id, skill: 'payment', level: 'alone', visitId: null })
  const { id: request } = await ask(id, 'export')
  const file = await app.request('GET', `/api/places/${commune.id}/person-requests/${request}/file`, officer)
  expect(file.headers['content-type']).toBe('application/pdf')
  const { text } = readPdf(file.rawPayload)
  for (const said of ['Hồ Thị Xem', '0911222333', 'Điện thoại thông minh', 'Tự làm được', 'chính mình', 'Ghi vào sổ'])
    expect(text).toContain(said)
  const lines = await db.owner.selectFrom('audit').select('action').where('subject_id', '=', id).orderBy('id').execute()
  expect(lines.map(({ action }) => action)).toEqual(['person-request.open', 'person.export'])
})

test('the door says who is recognised and what is missing', async () => {
  const answer = await app.request('GET', `/api/teams/${team.id}/doors/${door}/persons`, officer)
  const { persons, on, missing } = answer.json<{ on: boolean; missing: { code: string }[]; persons: PersonInList[] }>()
  expect(on).toBe(true)
  expect(missing.map(({ code }) => code)).toContain('fibre')
  const anh = persons.find(({ name }) => name === 'Đặng Thị Ngọc Ánh') as PersonInList & { missing: object[] }
  expect(anh.missing).toContainEqual({ code: 'digital-signature', criterion: 'Chữ ký số cá nhân' })
  expect(anh.missing).not.toContainEqual(expect.objectContaining({ code: 'smartphone' }))
})
