import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id } from '#platform/shared/ids.ts'
import { type Builders, type BuiltPlace, type BuiltSession, createBuilders } from '#platform/testing/builders.ts'
import { doorArgs, personArgs } from '#platform/testing/sync-world.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import type { CalendarEntry } from '../../shared/calendar-routes.ts'
import { calendarOfYear } from '../../shared/working-days.ts'
import { decideRegister } from '../decide-register.ts'

let db: TestDb
let app: TestApp
let build: Builders
let nation: BuiltPlace
let province: BuiltPlace
let commune: BuiltPlace
let ministry: BuiltSession
let officer: BuiltSession
let person: Id

beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
  nation = await build.nation()
  province = await build.province()
  commune = await build.commune(province)
  ministry = await build.officer('nation_officer', nation)
  officer = await build.officer('commune_officer', commune)
  person = await somebody()
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const somebody = async (): Promise<Id> => {
  const team = await build.team(await build.hamlet(commune))
  const member = await build.signIn(await build.member(team))
  const texts = { purpose: 'Hướng dẫn kỹ năng số', legalBasis: 'Luật 91/2025/QH15', decidedBy: 'UBND xã', note: null }
  await db.owner.transaction().execute((trx) =>
    decideRegister(trx, {
      communeId: commune.id,
      on: true,
      retentionMonths: 6,
      validFrom: '2026-01-01',
      by: null,
      ...texts,
    }),
  )
  const door = doorArgs()
  const named = personArgs(team.id, door.household.id)
  for (const [name, args] of [
    ['household.add', door],
    ['person.add', named],
  ] as const) {
    const body = { id: newId(), name, version: 1, args }
    const answer = await app.request('POST', `/api/teams/${team.id}/commands`, member, body)
    expect(answer.statusCode, answer.body).toBe(200)
  }
  return named.person.id
}

const entry = { yearly: false, works: false, what: 'Nghỉ bù', decidedBy: 'Thông báo số 1/TB-BNV' }
const set = (day: string, change: Partial<typeof entry> = {}, who = ministry, place = nation) =>
  app.request('PUT', `/api/places/${place.id}/calendar/${day}`, who, { ...entry, ...change })
const unset = (day: string, who = ministry) =>
  app.request('DELETE', `/api/places/${nation.id}/calendar/${day}?decidedBy=Th%C3%B4ng%20b%C3%A1o%202`, who)
const entries = async (who = officer) =>
  (await app.request('GET', '/api/calendar', who)).json<{ entries: CalendarEntry[] }>().entries

/** The last day for the answer to who asks on this day. */
const dueWhenAsked = async (askedOn: string): Promise<string> => {
  const asked = { kind: 'see', askedBy: 'self', askedHow: 'desk', identified: 'known', wish: null }
  const body = { id: newId(), personId: person, askedOn, ...asked }
  const answer = await app.request('POST', `/api/places/${commune.id}/person-requests`, officer, body)
  return answer.json<{ dueOn: string }>().dueOn
}

test('what comes with the software: the holidays of every year, and of the moon those that are certain', async () => {
  const shown = calendarOfYear(2027, await entries()).map(({ day, kind }) => `${day} ${kind}`)
  expect(shown).toEqual([
    '2027-01-01 free',
    '2027-02-06 free',
    '2027-02-07 free',
    '2027-02-08 free',
    '2027-04-16 free',
    '2027-04-30 free',
    '2027-05-01 free',
    '2027-05-03 substitute',
    '2027-09-02 free',
  ])
  // Thursday before Tết 2026, and the day before Reunification Day.
  expect(await dueWhenAsked('2026-02-13')).toBe('2026-02-24')
  expect(await dueWhenAsked('2026-04-29')).toBe('2026-05-05')
})

test('the clock follows what the ministry enters and takes back; a term that runs keeps its day', async () => {
  expect(await dueWhenAsked('2026-03-03')).toBe('2026-03-05')
  expect((await set('2026-03-04')).json()).toEqual({ set: true })
  expect(await dueWhenAsked('2026-03-03')).toBe('2026-03-06')
  expect((await set('2026-03-07', { works: true, what: 'Làm bù' })).statusCode).toBe(200)
  expect(await dueWhenAsked('2026-03-05')).toBe('2026-03-07')
  expect((await unset('2026-03-04')).json()).toEqual({ set: false })
  expect((await unset('2026-03-07')).json()).toEqual({ set: false })
  expect(await dueWhenAsked('2026-03-03')).toBe('2026-03-05')
  const { rows } = { rows: await db.owner.selectFrom('person_request').select(['asked_on', 'due_on']).execute() }
  expect(rows).toContainEqual({ asked_on: '2026-03-03', due_on: '2026-03-06' })
})

test('a day said anew replaces what stood; a worked day is of one year only; what is not there is not taken back', async () => {
  await set('2026-06-01', { what: 'Nghỉ' })
  await set('2026-06-01', { what: 'Nghỉ hoán đổi', yearly: true })
  const held = (await entries()).filter(({ day }) => day === '2026-06-01')
  expect(held).toEqual([{ ...entry, day: '2026-06-01', what: 'Nghỉ hoán đổi', yearly: true }])
  expect((await set('2026-06-02', { works: true, yearly: true })).json()).toMatchObject({
    code: 'calendar.worked-yearly',
  })
  expect((await unset('2026-06-03')).statusCode).toBe(404)
  await unset('2026-06-01')
})

test('it is the ministry’s: a province may not, and it is of the whole country only', async () => {
  const ofProvince = await build.officer('province_officer', province)
  expect((await set('2026-06-05', {}, ofProvince)).statusCode).toBe(404)
  expect((await set('2026-06-05', {}, ofProvince, province)).statusCode).toBe(403)
  expect((await set('2026-06-05', {}, ministry, province)).json()).toMatchObject({ code: 'calendar.nation-only' })
  expect((await entries()).some(({ day }) => day === '2026-06-05')).toBe(false)
})

test('each change is in the audit with its document', async () => {
  const lines = await db.owner
    .selectFrom('audit')
    .select(['action', 'details'])
    .where('action', 'in', ['calendar.set', 'calendar.unset'])
    .execute()
  expect(lines).toContainEqual({ action: 'calendar.set', details: { day: '2026-03-04', ...entry } })
  expect(lines).toContainEqual({
    action: 'calendar.unset',
    details: { day: '2026-03-04', decidedBy: 'Thông báo 2' },
  })
})
