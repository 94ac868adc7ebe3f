import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '#platform/server/paths.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { idOfCode, loadPlaces } from '#slices/places/server/public.ts'
import { areaOfCode } from './place-of-code.ts'
import { readRosterOf } from './roster-report.ts'

let db: TestDb
beforeAll(async () => {
  db = await createTestDb()
  await db.owner.transaction().execute(loadPlaces)
})
afterAll(() => db.drop())

const today = '2026-09-05'
const read = async (file: string, placeCode: string, asOf: string | null) => {
  const path = join(projectRoot, 'tests/fixtures/rosters', file)
  const found = await readRosterOf(db.app, { path, placeCode, today, asOf }, 'vi')
  if (!found) throw new Error('no such place')
  return found.report
}
const figures = (report: Awaited<ReturnType<typeof read>>) => {
  const { teams, members, leaders, deputies, problems } = report
  return [teams, members, leaders, deputies, problems.length]
}

test.each([
  ['an-giang-xa-chau-thanh.xlsx', '30880', null, [12, 73, 12, 8, 0]],
  ['tay-ninh-tong-hop-toan-tinh.xlsx', '80', null, [996, 5324, 996, 730, 0]],
  ['thai-nguyen-dinh-hoa-2023.xls', '19', '2023-10-20', [228, 1500, 228, 180, 0]],
  ['thai-nguyen-dinh-hoa-2023.xls', '167', '2023-10-20', [228, 1500, 228, 180, 0]],
  ['thai-nguyen-dinh-hoa-2023.xls', '19', null, [228, 1500, 228, 180, 0]],
  ['kien-giang-tcvn3.csv', '91', '2025-06-30', [20, 121, 20, 12, 0]],
  ['kien-giang-tcvn3.csv', '91', null, [20, 121, 20, 12, 0]],
  ['loi-thuong-gap.xlsx', '91', null, [7, 38, 8, 6, 6]],
  ['loi-thuong-gap.xlsx', '91', '2025-07-01', [7, 38, 8, 6, 6]],
])('%s for the place %s as of %s', { timeout: 60_000 }, async (file, place, asOf, expected) => {
  expect(figures(await read(file, place, asOf))).toEqual(expected)
})

test('a row of another commune than the chosen one stays out', { timeout: 60_000 }, async () => {
  const report = await read('loi-thuong-gap.xlsx', '30880', null)
  expect(report.teams).toBe(2)
  expect(new Set(report.rows.map(({ commune }) => commune))).toEqual(new Set(['Xã Châu Thành']))
})

test('codes mean what they meant on the day of the list', async () => {
  expect(await areaOfCode(db.app, '91', today)).toMatchObject({ placeId: idOfCode('91') })
  expect(await areaOfCode(db.app, '91', today, '2025-06-30')).toMatchObject({
    placeId: idOfCode('91'),
    formerProvinceCode: '91',
  })
  expect(await areaOfCode(db.app, '167', today)).toMatchObject({ placeId: idOfCode('19'), district: 'Huyện Định Hóa' })
  expect(await areaOfCode(db.app, '99999', today)).toBeNull()
})
