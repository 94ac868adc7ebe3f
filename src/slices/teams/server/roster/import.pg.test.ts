import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLogger } from '#platform/server/log.ts'
import { projectRoot } from '#platform/server/paths.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type Builders, type BuiltPlace, type BuiltSession, createBuilders } from '#platform/testing/builders.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { idOfCode, loadPlaces, nationId } from '#slices/places/server/public.ts'
import type { RosterPlan } from '../../shared/import/types.ts'
import { applyRoster } from './apply-roster.ts'
import { expireImports, noteProgress } from './imports.queries.ts'
import { rosterJobs } from './run-import.ts'

// The story of the issue, with the sample rosters and the real tree of places.

let db: TestDb
let build: Builders
let app: TestApp
let officer: BuiltSession
const anGiang = place('province', idOfCode('91'))
let chauThanh: BuiltPlace

beforeAll(async () => {
  db = await createTestDb()
  await db.owner.transaction().execute(loadPlaces)
  build = await createBuilders(db)
  app = await createTestApp(db)
  officer = await build.officer('province_officer', anGiang)
  const { rows } = await sql<{ id: Id }>`
    select id from place where province_id = ${anGiang.id} and level = 'commune' and name = 'Châu Thành' and kind = 'xa'`.execute(
    db.owner,
  )
  chauThanh = place('commune', rows[0]?.id ?? '')
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

function place(level: 'province' | 'commune', id: Id): BuiltPlace {
  const provinceId = level === 'province' ? id : idOfCode('91')
  return {
    id,
    level,
    path: [nationId, provinceId, id],
    name: '',
    provinceId,
    communeId: level === 'commune' ? id : null,
  }
}

const fixture = (name: string) => readFileSync(join(projectRoot, 'tests/fixtures/rosters', name))

const upload = (name: string, bytes: Buffer, on = chauThanh, who = officer) =>
  app.upload(`/api/places/${on.id}/imports`, who, { name, bytes })
const read = async (name: string, bytes: Buffer = fixture(name), on = chauThanh) => {
  const { id } = (await upload(name, bytes, on)).json()
  const url = `/api/places/${on.id}/imports/${id}`
  const preview = (await app.request('GET', url, officer)).json()
  return { id, url, preview, apply: () => applied(url, id, officer) }
}

/** Applies, and does what the worker would do where the request did not come to its end (a slow machine). */
const applied = async (url: string, id: Id, who: BuiltSession) => {
  const answer = (await app.request('POST', `${url}/apply`, who, {})).json()
  if (answer.state !== 'applying') return answer
  await runJob(id)
  return (await app.request('GET', url, who)).json()
}
const runJob = async (id: Id) => {
  const [task] = rosterJobs.tasks
  await task?.run({ id }, { db: db.worker, log: createLogger('silent'), signal: new AbortController().signal })
}

/** Everything that an import could change, as one text. */
const stateOfRosters = async () => {
  const { rows } = await sql`
    select t.name, t.rev as team_rev, r.rev as revision, m.name as person, m.phone, m.phone_note, m.sex, s.role, s.organisation,
      s.position, s.joined_on, s.left_on, s.rev
    from team t join team_revision r on r.team_id = t.id
    left join membership s on s.team_id = t.id left join member m on m.id = s.member_id
    order by t.id, s.id`.execute(db.owner)
  return JSON.stringify(rows)
}
const countDeltas = async () => {
  const { rows } = await sql<{ count: number }>`select count(*) from measure_delta`.execute(db.owner)
  return rows[0]?.count
}

const nothing = { teamsAdded: 0, membersAdded: 0, membersChanged: 0 }
const file = 'an-giang-xa-chau-thanh.xlsx'

describe('the list of a commune', () => {
  test('is previewed with its teams and members, and changes nothing', async () => {
    const { preview } = await read(file)
    expect(preview).toMatchObject({
      state: 'previewed',
      figures: { teams: 12, members: 73, leaders: 12, deputies: 8, blockedRows: 0 },
      problems: [],
      changes: { ...nothing, teamsAdded: 12, membersAdded: 73 },
    })
    expect(preview.teams).toHaveLength(12)
    const members = preview.teams.flatMap((team: { members: object[] }) => team.members)
    expect(members).toContainEqual({
      sheet: expect.any(String),
      row: 57,
      name: 'Huỳnh Ngọc Thắng',
      role: 'leader',
      phone: '+84941108198',
      organisation: 'Trưởng ấp',
      change: 'added',
    })
    expect(await stateOfRosters()).toBe('[]')
  })

  test('is applied: 12 teams, 73 members, counted in the figures', async () => {
    const { apply, url } = await read(file)
    expect(await apply()).toMatchObject({
      state: 'applied',
      teamsDone: 12,
      teamsTotal: 12,
      result: { ...nothing, teamsAdded: 12, membersAdded: 73, membersMissing: 0 },
    })
    const { teams, total } = (await app.request('GET', `/api/places/${chauThanh.id}/teams`, officer)).json()
    expect(total).toEqual({ teams: 12, members: 73 })
    expect(teams.map(({ name }: { name: string }) => name)).toContain('Tổ CNSCĐ ấp Bình Lộc')
    expect(teams.filter(({ warnings }: { warnings: string[] }) => warnings.includes('no-leader'))).toEqual([])
    const { rows } = await sql<{ measure: string; amount: number }>`
      select measure, sum(amount::int)::int as amount from measure_delta, json_each_text(body -> 'stocks') as stock (measure, amount)
      group by measure order by measure`.execute(db.owner)
    expect(rows).toEqual([
      { measure: 'members', amount: 73 },
      { measure: 'members.leader', amount: 12 },
      { measure: 'teams.active', amount: 12 },
    ])
    const { rows: left } = await sql`select from roster_import where state = 'applied' and plan is not null`.execute(
      db.owner,
    )
    expect(left).toEqual([])
    expect(await apply()).toMatchObject({ state: 'applied', result: { teamsAdded: 12 } })
    expect((await app.request('GET', url, officer)).json()).toMatchObject({ changes: null, teams: [] })
  })

  test('a second time changes nothing, not even a revision', async () => {
    const before = [await stateOfRosters(), await countDeltas()]
    const { preview, apply } = await read(file)
    expect(preview.changes).toEqual({ ...nothing, teamsFound: 12, membersUnchanged: 73, membersMissing: 0 })
    expect((await apply()).result).toEqual({ ...nothing, teamsFound: 12, membersUnchanged: 73, membersMissing: 0 })
    expect([await stateOfRosters(), await countDeltas()]).toEqual(before)
  })

  test('with its rows in another order and one phone changed: exactly one change', async () => {
    const before = JSON.parse(await stateOfRosters())
    const { preview, apply } = await read(file, await reordered(fixture(file), '0941108198', '0911222333'))
    expect(preview.changes).toMatchObject({ ...nothing, membersChanged: 1, membersUnchanged: 72 })
    expect((await apply()).result).toMatchObject({ ...nothing, membersChanged: 1, membersUnchanged: 72 })
    const after = JSON.parse(await stateOfRosters())
    const changed = after.filter((row: object, index: number) => JSON.stringify(row) !== JSON.stringify(before[index]))
    const phones = changed.filter((row: { phone: string }) => row.phone === '+84911222333')
    expect(phones).toMatchObject([{ person: 'Huỳnh Ngọc Thắng' }])
    // The others of that team only show the team's raised counter.
    expect(new Set(changed.map(({ name }: { name: string }) => name)).size).toBe(1)
    expect(after).toHaveLength(73)
  })

  test('who joined since stays when an old list comes again, and is told', async () => {
    const { teams } = (await app.request('GET', `/api/places/${chauThanh.id}/teams`, officer)).json()
    const body = { name: 'Người Mới Vào', role: 'member', phone: '+84999888777' }
    await app.request('POST', `/api/teams/${teams[0].id}/members`, officer, body)
    const { preview } = await read(file)
    expect(preview.changes).toMatchObject({ membersMissing: 1, membersAdded: 0 })
  })
})

test('common faults: what is blocked and warned, by row and column, and what comes in', async () => {
  const { preview, apply } = await read('loi-thuong-gap.xlsx', undefined, anGiang)
  expect(preview.figures).toMatchObject({ teams: 7, members: 38, people: 37, blockedRows: 2 })
  const rowsOf = (severity: string) =>
    preview.problems
      .filter((one: { severity: string }) => one.severity === severity)
      .map(({ row }: { row: number }) => row)
  expect(rowsOf('block').sort()).toEqual([17, 41])
  expect(rowsOf('warn').sort()).toEqual([11, 23, 26, 36])
  for (const one of preview.problems) {
    expect(one.vi.what).toMatch(/\S/)
    expect(one.en.what).not.toBe(one.vi.what)
  }
  const done = await apply()
  expect(done).toMatchObject({ state: 'applied', result: { membersAdded: 38 } })
  const { rows } = await sql<{ teams: number }>`
    select cardinality(team_ids) as teams from member where name = 'Nguyễn Xuân Vinh'`.execute(db.owner)
  expect(rows).toEqual([{ teams: 2 }])
  expect((await (await read('loi-thuong-gap.xlsx', undefined, anGiang)).apply()).result).toMatchObject(nothing)
})

test('two people apply the same file at once: one roster comes of it', async () => {
  const other = await build.province()
  const commune = await build.commune(other)
  const admin = await build.officer('province_officer', other)
  const bytes = fixture(file)
  const ids = await Promise.all([1, 2].map(async () => (await upload(file, bytes, commune, admin)).json().id))
  const done = await Promise.all(ids.map((id) => applied(`/api/places/${commune.id}/imports/${id}`, id, admin)))
  expect(done.map(({ state }) => state)).toEqual(['applied', 'applied'])
  expect(done.reduce((sum, { result }) => sum + result.membersAdded, 0)).toBe(73)
  const { total } = (await app.request('GET', `/api/places/${commune.id}/teams`, admin)).json()
  expect(total).toEqual({ teams: 12, members: 73 })
})

test('one that was broken off goes on in the background, from where it ended', async () => {
  const other = await build.province()
  const commune = await build.commune(other)
  const admin = await build.officer('province_officer', other)
  const { id } = (await upload(file, fixture(file), commune, admin)).json()
  const { rows } = await sql<{ plan: RosterPlan }>`
    update roster_import set state = 'applying' where id = ${id} returning plan`.execute(db.owner)
  const { scope } = await build.actor(admin)
  const plan = rows[0]?.plan ?? { teams: [] }
  const stopped = await applyRoster(db.app, scope, {
    provinceId: other.id,
    plan,
    today: '2026-11-22',
    onTeam: async (progress) => {
      await noteProgress(db.owner, id, progress)
      return progress.done < 5
    },
  })
  expect(stopped).toBeNull()
  const totalOf = async () => (await app.request('GET', `/api/places/${commune.id}/teams`, admin)).json().total
  expect((await totalOf()).teams).toBe(5)
  await runJob(id)
  expect(await totalOf()).toEqual({ teams: 12, members: 73 })
  const url = `/api/places/${commune.id}/imports/${id}`
  expect((await app.request('GET', url, admin)).json()).toMatchObject({
    state: 'applied',
    teamsDone: 12,
    result: { teamsAdded: 12, teamsFound: 0, membersAdded: 73, membersUnchanged: 0 },
  })
  await runJob(id) // the job of an import that is done does no harm
  expect(await totalOf()).toEqual({ teams: 12, members: 73 })
})

test('a commune imports its own list, and only into itself', async () => {
  const [mine, theirs] = [await build.commune(), await build.commune()]
  const local = await build.officer('commune_officer', mine)
  const { id } = (await upload(file, fixture(file), mine, local)).json()
  expect(await applied(`/api/places/${mine.id}/imports/${id}`, id, local)).toMatchObject({
    state: 'applied',
    result: { teamsAdded: 12, membersAdded: 73 },
  })
  expect((await upload(file, fixture(file), theirs, local)).json()).toMatchObject({ code: 'not-found' })
  const stranger = await build.officer('commune_officer', theirs)
  for (const url of [`/api/places/${theirs.id}/imports/${id}`, `/api/places/${mine.id}/imports/${id}`])
    expect((await app.request('GET', url, stranger)).statusCode).toBe(404)
})

test('what is no roster is refused with a sentence, and nothing is kept', async () => {
  const before = (await sql`select from roster_import`.execute(db.owner)).rows.length
  const refusals = [
    await upload('trang.xlsx', Buffer.from('<html><body>Không tìm thấy</body></html>')),
    await upload('rong.xlsx', Buffer.alloc(0)),
    await upload('hong.xlsx', fixture(file).subarray(0, 3000)),
  ]
  for (const refusal of refusals) {
    expect(refusal.statusCode).toBeGreaterThanOrEqual(400)
    expect(refusal.statusCode).toBeLessThan(500)
    expect(refusal.json().code).toMatch(/^roster\./)
  }
  expect((await upload(file, fixture(file), place('province', nationId))).statusCode).toBe(404)
  expect((await sql`select from roster_import`.execute(db.owner)).rows.length).toBe(before)
})

test('plans that nobody applied are emptied after seven days', async () => {
  const { id, url, apply } = await read(file)
  await sql`update roster_import set created_at = now() - interval '8 days' where id = ${id}`.execute(db.owner)
  expect(await expireImports(db.worker)).toBe(1)
  expect((await app.request('GET', url, officer)).json()).toMatchObject({ state: 'expired', teams: [], changes: null })
  expect(await apply()).toMatchObject({ code: 'import.expired' })
})

/** The same sheet with its rows turned round and one text replaced. */
async function reordered(bytes: Buffer, from: string, to: string): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  const [sheet] = workbook.worksheets
  const [header, ...rows] = (sheet?.getSheetValues() ?? []).filter(Boolean) as unknown[][]
  const turned = new ExcelJS.Workbook()
  const list = turned.addWorksheet('Danh sách')
  for (const row of [header ?? [], ...rows.reverse()])
    list.addRow([...row].slice(1).map((cell) => (String(cell).replace(/\D/g, '') === from ? to : cell)))
  return Buffer.from(await turned.xlsx.writeBuffer())
}
