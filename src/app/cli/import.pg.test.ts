import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/server/paths.ts'
import { temporaryFolders } from '#platform/testing/embedded-harness.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'

const folders = temporaryFolders()
let db: TestDb
beforeAll(async () => {
  db = await createTestDb()
})
afterAll(async () => {
  await db.drop()
  await folders.clean()
})

interface Ran {
  code: number
  out: string
  err: string
}

/** Runs `tungnha import teams …` as a person at the terminal does. */
async function tungnha(...args: string[]): Promise<Ran> {
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: folders.make(),
    AUTH_SECRET: 'a secret that is long enough for it',
    DATABASE_URL: db.urls.owner,
    DATABASE_URL_APP: db.urls.app,
    DATABASE_URL_WORKER: db.urls.worker,
    DATABASE_URL_AUTH: db.urls.auth,
  }
  const command = ['--import', 'tsx', 'src/app/cli/main.ts', 'import', 'teams', ...args]
  const run = promisify(execFile)(process.execPath, command, { cwd: projectRoot, env, maxBuffer: 64 * 1024 ** 2 })
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  )
}

const roster = (name: string) => join(projectRoot, 'tests/fixtures/rosters', name)
const dryRun = async (name: string, place: string, ...more: string[]) => {
  const { code, out } = await tungnha(roster(name), '--place', place, '--dry-run', '--json', ...more)
  return { code, report: JSON.parse(out) }
}
const figures = (report: Record<string, number>) => [report.teams, report.members, report.leaders, report.deputies]
const rowsOf = (problems: { row: number | null }[]) => problems.map(({ row }) => row)

test('--dry-run --json prints what the file holds and writes nothing: exit 0 without problems', async () => {
  const { code, report } = await dryRun('an-giang-xa-chau-thanh.xlsx', '30880')
  expect([code, ...figures(report)]).toEqual([0, 12, 73, 12, 8])
  expect(report).toMatchObject({ problems: [], notices: [], questions: [] })
  expect(report.rows.length).toBe(73)
  expect(report.rows[1]).toMatchObject({
    team: 'Ấp Bình Lộc, Xã Châu Thành',
    name: 'Hồ Hữu Tiến',
    phone: '+84973841583',
    role: 'deputy',
    organisation: 'Phó Trưởng ấp',
  })
  const { rows } = await sql<{ teams: number }>`select count(*)::int as teams from team`.execute(db.owner)
  expect(rows).toEqual([{ teams: 0 }])
})

test('a file with faults: exit 1, exactly the blocked and warned rows', async () => {
  const { code, report } = await dryRun('loi-thuong-gap.xlsx', '91')
  expect([code, ...figures(report)]).toEqual([1, 7, 38, 8, 6])
  expect(rowsOf(report.problems)).toEqual([11, 17, 23, 26, 36, 41])
  expect(report.problems[1]).toEqual({
    sheet: 'Danh sách',
    row: 17,
    column: 'Họ và tên',
    what: 'Dòng này không có họ và tên.',
    proposal: 'Ghi họ và tên vào ô này rồi nhập lại tệp; các dòng khác không bị ảnh hưởng.',
    code: 'name-missing',
    severity: 'block',
  })
})

describe('what is refused', () => {
  test('a web page named .xlsx: exit 2, with a sentence', async () => {
    const file = join(folders.make(), 'danh-sach.xlsx')
    writeFileSync(file, '<!doctype html><html><body>Đăng nhập</body></html>')
    const { code, out } = await tungnha(file, '--place', '91', '--dry-run', '--json')
    const vi = expect.stringContaining('Đây là một trang web chứ không phải bảng tính.')
    expect([code, JSON.parse(out)]).toMatchObject([2, { refused: { code: 'roster.web-page', vi } }])
  })

  test('a place or a day that is none, a file that is not there: exit 64 or usage', async () => {
    const file = roster('an-giang-xa-chau-thanh.xlsx')
    const wrong = await tungnha(file, '--place', '99999', '--dry-run', '--json', '--as-of', '2025-06-30')
    expect([wrong.code, wrong.out]).toEqual([64, ''])
    expect(wrong.err).toContain('99999 vào ngày 2025-06-30')
    expect((await tungnha('/nowhere.xlsx', '--place', '91')).code).toBe(64)
    expect((await tungnha(file, '--place', '91', '--as-of', '30/06/2025')).err).toContain('2025-06-30')
  })
})

test('without --dry-run it imports: the first time everything, the second time nothing', async () => {
  const file = roster('loi-thuong-gap.xlsx')
  const first = await tungnha(file, '--place', '91', '--json')
  const second = await tungnha(file, '--place', '91')
  expect(JSON.parse(first.out).done).toMatchObject({ teamsAdded: 7, membersAdded: 38, membersChanged: 0 })
  expect(second.out).toContain('thêm 0 tổ, 0 thành viên; sửa 0 người; giữ nguyên 38')
  expect(second.out).toContain(
    '✗ Danh sách, dòng 41, Xã, phường, đặc khu: Không có “Xã Hòa Thạnh Lợi” trong địa bàn này',
  )
  expect([first.code, second.code]).toEqual([1, 1])
  const counted = sql<{ teams: number; people: number }>`
    select (select count(*)::int from team) as teams, (select count(*)::int from member) as people`
  expect((await counted.execute(db.owner)).rows).toEqual([{ teams: 7, people: 37 }])
  const lines = await sql<object>`
    select a.action, a.account_id, a.details, a.province_id = p.place_id as located
    from audit a join place_code p on p.place_id = a.place_id and p.code = '91' order by a.id`.execute(db.owner)
  const line = { action: 'team.import', account_id: null, details: { by: 'cli', teams: 7 }, located: true }
  expect(lines.rows).toEqual([line, line])
})
