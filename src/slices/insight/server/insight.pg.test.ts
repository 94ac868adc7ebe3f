import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { declareFigures } from '#platform/server/measures/declared.ts'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import { foldPending } from '#platform/server/measures/folder.ts'
import type { MeasureDelta } from '#platform/shared/measures.ts'
import { type Builders, type BuiltPlace, type BuiltTeam, createBuilders } from '#platform/testing/builders.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import type { Dashboard, PlaceIndicators, Ranking } from '../shared/figure.ts'

let db: TestDb
let app: TestApp
let build: Builders
let places: Record<'nation' | 'province' | 'a' | 'b' | 'empty' | 'hamlet', BuiltPlace>
let teams: Record<'a' | 'b', BuiltTeam>
let officer: { headers: Record<string, string> }

const door = v7()
const sameDoor = v7()

beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
  const nation = await build.nation()
  const province = await build.province({ name: 'An Giang' })
  const a = await build.commune(province, { name: 'Ba' })
  const b = await build.commune(province, { name: 'Ánh' })
  const empty = await build.commune(province, { name: 'Trống' })
  const hamlet = await build.hamlet(a)
  places = { nation, province, a, b, empty, hamlet }
  teams = {
    a: await build.team(hamlet, { establishedOn: '2022-05-01' }),
    b: await build.team(b, { establishedOn: '2026-08-15' }),
  }
  await build.member(teams.a, { joinedOn: '2026-09-10' })
  officer = await build.officer('nation_officer', nation)
  await emit([
    visit(teams.a, '2026-08-31', { people: 2, 'skill.payment.alone': 1 }, door),
    visit(teams.a, '2026-09-01', { people: 3, 'skill.payment.alone': 2, 'skill.safety.guided': 1 }, door),
    visit(teams.a, '2026-09-05', { people: 1, 'topic.scam': 1 }, sameDoor),
    visit(teams.b, '2026-09-30', { people: 10 }, sameDoor),
  ])
  await fold()
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const visit = (team: BuiltTeam, day: string, amounts: Record<string, number>, subject: string): MeasureDelta => ({
  teamId: team.id,
  day,
  amounts: { visits: 1, ...amounts },
  subjects: { 'doors.reached': { [subject]: 1 } },
})
const emit = (deltas: MeasureDelta[]) => db.app.transaction().execute((trx) => emitDeltas(trx, deltas))
const fold = async () => {
  while ((await foldPending(db.worker))?.rows);
}

async function ask<T>(url: string): Promise<T> {
  const answer = await app.request('GET', url, officer)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const dashboard = (place: BuiltPlace, query = 'period=month&on=2026-09-20') =>
  ask<Dashboard>(`/api/places/${place.id}/dashboard?${query}`)
const valuesOf = ({ figures }: Pick<Dashboard, 'figures'>) =>
  Object.fromEntries(figures.map(({ indicator, value }) => [indicator, value]))

const september = { teams: 1, members: 1, visits: 2, people: 4, 'doors.reached': 2, 'skills.alone': 2 }

test('the same figures at team, hamlet and commune; above, different doors are counted once', async () => {
  const team = await ask<Dashboard>(`/api/teams/${teams.a.id}/dashboard?period=month&on=2026-09-20`)
  expect(valuesOf(team)).toEqual(september)
  expect(valuesOf(await dashboard(places.hamlet))).toEqual(september)
  expect(valuesOf(await dashboard(places.a))).toEqual(september)
  const above = { teams: 2, members: 1, visits: 3, people: 14, 'doors.reached': 2, 'skills.alone': 2 }
  expect(valuesOf(await dashboard(places.province))).toEqual(above)
  expect(valuesOf(await dashboard(places.nation))).toEqual(above)
})

test('a dashboard has six figures in order, the period before, a trend, and says how far it is', async () => {
  const { figures, period, trendFrom, asOf } = await dashboard(places.a)
  expect(figures.map(({ indicator }) => indicator)).toEqual(Object.keys(september))
  expect(period).toEqual({ kind: 'month', from: '2026-09-01', to: '2026-09-30', complete: true })
  expect(trendFrom).toHaveLength(12)
  expect(trendFrom.slice(-2)).toEqual(['2026-08-01', '2026-09-01'])
  const visits = figures.find(({ indicator }) => indicator === 'visits')
  expect(visits).toMatchObject({ value: 2, previous: 1, declared: null })
  expect(visits?.trend).toEqual([...Array(10).fill(null), 1, 2])
  expect(Date.parse(asOf)).toBeGreaterThan(Date.parse('2026-01-01'))
})

test.each([
  ['day', '2026-09-01', { visits: 1, people: 3, 'doors.reached': 1, members: 0 }],
  ['week', '2026-09-03', { visits: 3, people: 6, 'doors.reached': 2, members: 0 }],
  ['quarter', '2026-09-03', { visits: 3, people: 6, 'doors.reached': 2, members: 1 }],
  ['year', '2026-01-01', { visits: 3, people: 6, 'doors.reached': 2, members: 1 }],
])('by %s', async (kind, on, expected) => {
  const figures = await dashboard(places.a, `period=${kind}&on=${on}`)
  expect(valuesOf(figures)).toMatchObject({ ...expected, members: expected.members || null })
})

test('no data is null, not 0: a place without teams, and the time before the first visit', async () => {
  const none = Object.fromEntries(Object.keys(september).map((code) => [code, null]))
  expect(valuesOf(await dashboard(places.empty))).toEqual(none)
  const before = await dashboard(places.a, 'period=month&on=2026-07-01')
  expect(valuesOf(before)).toEqual({ ...none, teams: 1 })
  const after = await dashboard(places.a, 'period=month&on=2026-10-01')
  expect(valuesOf(after)).toMatchObject({ visits: 0, people: 0, 'doors.reached': 0, 'skills.alone': 0, members: 1 })
})

test('ranking: the communes of a province by any indicator, those without data last', async () => {
  const query = 'period=month&on=2026-09-20'
  const byPeople = await ask<Ranking>(`/api/places/${places.province.id}/ranking?${query}&indicator=people`)
  expect(byPeople.rows.map(({ title, rank }) => [title, rank])).toEqual([
    ['Xã Ánh', 1],
    ['Xã Ba', 2],
    ['Xã Trống', null],
  ])
  const upward = await ask<Ranking>(`/api/places/${places.province.id}/ranking?${query}&indicator=visits&order=asc`)
  expect(upward.rows.map(({ title }) => title)).toEqual(['Xã Ánh', 'Xã Ba', 'Xã Trống'])
  const page = await ask<Ranking>(`/api/places/${places.province.id}/ranking?${query}&size=1&page=2`)
  expect([page.total, page.rows.length]).toEqual([3, 1])
  const doors = await ask<Ranking>(`/api/places/${places.nation.id}/ranking?${query}&indicator=doors.reached`)
  expect(doors.rows.map(({ title, level, figures }) => [title, level, valuesOf({ figures } as Dashboard)])).toEqual([
    ['Tỉnh An Giang', 'province', expect.objectContaining({ 'doors.reached': 2, visits: 3 })],
  ])
})

test('ranking as an Excel file: all rows, no data as an empty cell', async () => {
  const url = `/api/places/${places.province.id}/ranking/file?period=month&on=2026-09-20&indicator=people`
  const answer = await app.request('GET', url, officer)
  expect(answer.statusCode, answer.body).toBe(200)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(answer.rawPayload as unknown as ArrayBuffer)
  const sheet = workbook.worksheets[0]
  const rows = sheet?.getSheetValues().slice(1) as unknown[][]
  expect(rows[0]?.[1]).toBe('01/09/2026 – 30/09/2026')
  const at = rows[2]?.indexOf('Lượt người được hướng dẫn (lượt người)') ?? -1
  expect(rows.slice(3).map((row) => [row[1], row[2], row[at]])).toEqual([
    [1, 'Xã Ánh', 10],
    [2, 'Xã Ba', 4],
    [undefined, 'Xã Trống', undefined],
  ])
})

test('ranking: the teams of a commune, or its hamlets', async () => {
  const query = 'period=month&on=2026-09-20'
  const byTeam = await ask<Ranking>(`/api/places/${places.a.id}/ranking?${query}`)
  expect(byTeam.rows.map(({ id, of, figures }) => [id, of, valuesOf({ figures } as Dashboard)])).toEqual([
    [teams.a.id, 'team', september],
  ])
  const byHamlet = await ask<Ranking>(`/api/places/${places.a.id}/ranking?${query}&of=places`)
  expect(byHamlet.rows.map(({ id, figures }) => [id, valuesOf({ figures } as Dashboard)])).toEqual([
    [places.hamlet.id, september],
  ])
  const unknown = await app.request('GET', `/api/places/${places.a.id}/ranking?indicator=no-such`, officer)
  expect([unknown.statusCode, unknown.json().code]).toEqual([400, 'input.invalid'])
})

test('all indicators of a place; of families those that occur; rates are made from sums', async () => {
  await sql`insert into library_item (id, kind, code, place_id, vi, en) values
    (${v7()}, 'topic', 'scam', ${places.nation.id}, 'Lừa đảo', 'Scams'),
    (${v7()}, 'topic', 'law', ${places.nation.id}, 'Luật', 'Law')`.execute(db.owner)
  const { figures } = await ask<PlaceIndicators>(`/api/places/${places.a.id}/indicators?period=month&on=2026-09-20`)
  const byCode = new Map(figures.map((figure) => [figure.indicator, figure]))
  expect(byCode.get('topic.scam')).toMatchObject({ value: 1, definition: 'topic.{item}', item: { vi: 'Lừa đảo' } })
  expect(byCode.has('topic.law')).toBe(false)
  expect(byCode.get('skills.alone.share')?.value).toBeCloseTo((100 * 2) / 3)
  expect(byCode.get('skill.safety.guided')).toMatchObject({ value: 1, definition: 'skill.safety.guided', item: null })
  expect(byCode.get('doors.reached.share')?.value).toBe(null)
  const team = await ask<PlaceIndicators>(`/api/teams/${teams.a.id}/indicators?period=month&on=2026-09-20`)
  expect(team.figures).toEqual(figures)
})

test('the catalogue defines every figure that is shown', async () => {
  const { indicators, groups } = await ask<{
    indicators: { code: string; group: string }[]
    groups: { code: string }[]
  }>('/api/indicators')
  const codes = new Set(indicators.map(({ code }) => code))
  const { figures } = await ask<PlaceIndicators>(`/api/places/${places.nation.id}/indicators`)
  expect(figures.filter(({ definition }) => !codes.has(definition))).toEqual([])
  expect(indicators.every(({ group }) => groups.some(({ code }) => code === group))).toBe(true)
})

test('declared figures: shown as such, added upward, replaced by rows, never added from an older map', async () => {
  const declare = (place: BuiltPlace, measure: string, day: string, amount: number, formerUnitId?: string) =>
    db.app
      .transaction()
      .execute((trx) =>
        declareFigures(trx, [
          { placeId: place.id, measure, kind: 'stock', day, amount, source: 'CV 12/UBND', formerUnitId },
        ]),
      )
  const membersOf = async (place: BuiltPlace, on: string) => {
    const { figures } = await dashboard(place, `period=day&on=${on}`)
    const { value, declared } = figures.find(({ indicator }) => indicator === 'members') ?? {}
    return { value, declared }
  }
  const province = await build.province({ name: 'Tây Ninh' })
  const [c1, c2] = [await build.commune(province), await build.commune(province)]
  await declare(province, 'members', '2026-01-01', 500)
  await fold()
  expect(await membersOf(province, '2026-02-01')).toEqual({ value: 500, declared: 500 })
  // A commune below declares: from its day on the finer figure stands instead of the province's.
  await declare(c1, 'members', '2026-03-01', 60)
  await declare(c2, 'members', '2026-03-05', 40)
  await declare(c2, 'members', '2026-04-01', 45)
  await fold()
  expect(await membersOf(province, '2026-02-28')).toEqual({ value: 500, declared: 500 })
  expect(await membersOf(province, '2026-03-02')).toEqual({ value: 60, declared: 60 })
  expect(await membersOf(province, '2026-04-02')).toEqual({ value: 105, declared: 105 })
  // The commune begins to keep rows: from that day on its rows count, and what it declared no longer.
  const team = await build.team(c2, { establishedOn: '2026-05-01' })
  await build.member(team, { joinedOn: '2026-05-10' })
  await fold()
  expect(await membersOf(c2, '2026-05-09')).toEqual({ value: 45, declared: 45 })
  expect(await membersOf(c2, '2026-05-10')).toEqual({ value: 1, declared: null })
  expect(await membersOf(province, '2026-05-10')).toEqual({ value: 61, declared: 60 })
  const [{ id: former } = { id: '' }] = (
    await sql<{
      id: string
    }>`insert into former_unit (id, list, level, code, kind, name, folded, name_key, province_code,
        province, province_id, succession, successor_id, continues, words)
      values (${v7()}, '2023-04', 'province', '80', 'tinh', 'Long An', 'long an', 'long an', '80', 'Tỉnh Long An',
        ${province.id}, 'main', ${province.id}, false, '') returning id`.execute(db.owner)
  ).rows
  await declare(province, 'members', '2023-12-31', 5_324, former)
  await fold()
  expect(await membersOf(province, '2024-01-01')).toEqual({ value: null, declared: null })
  const { declarations } = await dashboard(province)
  expect(declarations.at(-1)).toMatchObject({ amount: 5_324, day: '2023-12-31', source: 'CV 12/UBND' })
  expect(declarations.at(-1)?.formerUnit).toContain('Long An')
})

test('figures are for those who may read them there; elsewhere the place does not exist', async () => {
  const stranger = await build.officer('commune_officer', places.b)
  const url = `/dashboard?period=month&on=2026-09-20`
  const outside = await app.request('GET', `/api/places/${places.a.id}${url}`, stranger)
  const nowhere = await app.request('GET', `/api/places/${v7()}${url}`, stranger)
  expect([outside.statusCode, outside.body]).toEqual([404, nowhere.body])
  expect((await app.request('GET', `/api/places/${places.b.id}${url}`, stranger)).statusCode).toBe(200)
  expect((await app.request('GET', `/api/teams/${teams.a.id}${url}`, stranger)).statusCode).toBe(404)
  expect((await app.request('GET', '/api/indicators', null)).statusCode).toBe(401)
})
