import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import { foldPending } from '#platform/server/measures/folder.ts'
import { type Builders, type BuiltPlace, createBuilders } from '#platform/testing/builders.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import type { DeclaredOfPlace, PastFigure } from '../shared/declared.ts'
import type { Dashboard } from '../shared/figure.ts'

let db: TestDb
let app: TestApp
let build: Builders
let province: BuiltPlace
let officer: { headers: Record<string, string> }

beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
  province = await build.province({ name: 'Long An' })
  officer = await build.officer('province_officer', province)
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const members = { measure: 'members', day: '2026-06-30', amount: 120, source: 'Báo cáo 12/BC-UBND ngày 01/07/2026' }
const declare = (place: BuiltPlace, body: object) =>
  app.request('PUT', `/api/places/${place.id}/declared`, officer, body)
const withdraw = (place: BuiltPlace, body: object) =>
  app.request('POST', `/api/places/${place.id}/declared/withdraw`, officer, body)
const listOf = async (place: BuiltPlace): Promise<{ figures: DeclaredOfPlace[]; past: PastFigure[] }> =>
  (await app.request('GET', `/api/places/${place.id}/declared`, officer)).json()

/** The value and its declared part on a dashboard, once everything is folded. */
const shown = async (place: BuiltPlace, indicator: string, month = '2026-07-15') => {
  while ((await foldPending(db.worker))?.rows);
  const url = `/api/places/${place.id}/dashboard?period=month&on=${month}`
  const { figures } = (await app.request('GET', url, officer)).json<Dashboard>()
  const figure = figures.find((one) => one.indicator === indicator)
  return [figure?.value, figure?.declared]
}

test('a declared figure is on the dashboard, marked; a correction needs a reason and keeps what stood there', async () => {
  const commune = await build.commune(province)
  expect(await shown(commune, 'members')).toEqual([null, null])
  expect((await declare(commune, members)).json()).toEqual({ corrected: false })
  expect(await shown(commune, 'members')).toEqual([120, 120])

  const bare = await declare(commune, { ...members, amount: 102 })
  expect([bare.statusCode, bare.json().code]).toEqual([409, 'declared.stands'])
  expect(bare.json().vi).toContain('120')
  const corrected = await declare(commune, { ...members, amount: 102, reason: 'gõ nhầm hai chữ số' })
  expect(corrected.json()).toEqual({ corrected: true })
  expect(await shown(commune, 'members')).toEqual([102, 102])

  const { figures, past } = await listOf(commune)
  expect(figures).toMatchObject([{ measure: 'members', kind: 'stock', amount: 102, counts: true, formerUnit: null }])
  expect(past).toMatchObject([{ amount: 120, source: members.source, withdrawn: false, reason: 'gõ nhầm hai chữ số' }])
})

test('a withdrawn figure leaves the sums up to the nation', async () => {
  const commune = await build.commune(province)
  await declare(commune, members)
  const [before] = await shown(province, 'members')
  expect((await withdraw(commune, { measure: 'members', day: members.day, reason: 'khai nhầm xã' })).statusCode).toBe(
    200,
  )
  const [after] = await shown(province, 'members')
  expect(Number(before) - Number(after)).toBe(120)
  expect(await shown(commune, 'members')).toEqual([null, null])
  const { figures, past } = await listOf(commune)
  expect(figures).toEqual([])
  expect(past).toMatchObject([{ amount: 120, withdrawn: true, reason: 'khai nhầm xã' }])
  expect((await withdraw(commune, { measure: 'members', day: members.day, reason: 'lần nữa' })).statusCode).toBe(404)
})

test('where records stand in its stead a declared figure is kept, shown, and not counted', async () => {
  const commune = await build.commune(province)
  const team = await build.team(commune, { establishedOn: '2026-05-01' })
  await db.app
    .transaction()
    .execute((trx) =>
      emitDeltas(trx, [
        { teamId: team.id, day: '2026-06-10', amounts: { visits: 1 }, subjects: { 'doors.reached': { [v7()]: 1 } } },
      ]),
    )
  await shown(commune, 'visits')
  await declare(commune, { ...members, measure: 'visits', day: '2026-05-31', amount: 40 })
  await declare(commune, { ...members, measure: 'visits', day: '2026-06-30', amount: 70 })
  expect((await listOf(commune)).figures.map(({ day, counts }) => [day, counts])).toEqual([
    ['2026-06-30', false],
    ['2026-05-31', true],
  ])
  expect(await shown(commune, 'visits', '2026-05-15')).toEqual([40, 40])
  expect(await shown(commune, 'visits', '2026-06-15')).toEqual([1, null])
})

test.each([
  ['a day in the future', { day: '2999-01-31' }, 'body.day'],
  ['a sum that is not of a whole month', { measure: 'visits', day: '2026-06-29' }, 'body.day'],
])('refused: %s', async (_what, change, path) => {
  const commune = await build.commune(province)
  const { statusCode, json } = await declare(commune, { ...members, ...change })
  expect([statusCode, json().fields.map((field: { path: string }) => field.path)]).toEqual([400, [path]])
})

test('refused: a rate, a count of different doors, an unknown measure, a hamlet', async () => {
  const commune = await build.commune(province)
  for (const measure of ['doors.reached', 'members/team', 'nothing'])
    expect((await declare(commune, { ...members, measure })).json().code).toBe('declared.indicator')
  const hamlet = await build.hamlet(commune)
  expect((await declare(hamlet, members)).json().code).toBe('declared.level')
})
