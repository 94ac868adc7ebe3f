import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id } from '#platform/shared/ids.ts'
import type { BuiltPlace, BuiltSession } from '#platform/testing/builders.ts'
import {
  createSyncWorld,
  doorArgs,
  personArgs,
  type Sender,
  type SyncWorld,
  switchRegister,
  visitArgs,
  wire,
} from '#platform/testing/sync-world.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import type { Household } from '../../../shared/household.ts'
import type { ListedDoor } from '../../../shared/list/listed-door.ts'

let world: SyncWorld
let app: TestApp
let commune: BuiltPlace
let officer: BuiltSession
beforeAll(async () => {
  world = await createSyncWorld()
  app = await createTestApp(world.db)
  commune = await world.build.commune(await world.build.province())
  officer = await world.build.officer('commune_officer', commune, { name: 'Trần Thị Cán Bộ' })
})
afterAll(async () => {
  await app.close()
  await world.close()
})

type Value = string | number | Date | null
const workbook = async (rows: Value[][], name = 'Danh sách'): Promise<Buffer> => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet(name).addRows(rows)
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** As a hamlet keeps it, with what must not come along. */
const header = ['STT', 'Chủ hộ', 'SĐT', 'Số nhà', 'Ngõ', 'Nhãn', 'Loại hộ', 'Cáp quang', 'Ghi chú']
const hamletList = (doors: number): Value[][] => [
  ['UBND XÃ THỬ NGHIỆM'],
  ['DANH SÁCH HỘ XÓM'],
  header,
  ...Array.from({ length: doors }, (_, at): Value[] => [
    ...[at + 1, `Nguyễn Văn Kín${at}`, '0912345678', `${at + 1}`, `Ngõ ${Math.floor(at / 20) + 1}`],
    ...[at % 3 ? null : 'cổng xanh', at % 7 ? 'Hộ gia đình' : 'Hộ kinh doanh', at % 2 ? 'x' : null, null],
  ]),
  ['Tổng cộng', null, null, null, null, `${doors} hộ`],
]

const newTeam = async (on = commune): Promise<Sender> =>
  world.sender(await world.build.team(await world.build.hamlet(on)))
const url = (team: Id) => `/api/teams/${team}/doors/list`
const preview = async (team: Id, rows: Value[][], who = officer) =>
  (await app.upload(`${url(team)}/preview`, who, { name: 'ds.xlsx', bytes: await workbook(rows) })).json()
const apply = async (team: Id, lines: { door: ListedDoor }[], who = officer) =>
  (await app.request('POST', url(team), who, { doors: lines.map(({ door }) => door) })).json()
const doorsOnPhone = async (me: Sender): Promise<Household[]> =>
  (await world.pullAll(me)).changes.flatMap(({ kind, row }) => (kind === 'household' && row ? [row as Household] : []))
const auditOf = (team: Id, action: string) =>
  world.db.owner
    .selectFrom('audit')
    .select(['account_id', 'details'])
    .where('team_id', '=', team)
    .where('action', '=', action)
    .execute()
const revisionOf = async (team: Id) =>
  (await world.db.owner.selectFrom('team_revision').select('rev').where('team_id', '=', team).executeTakeFirst())?.rev

test('a hamlet’s list: previewed, imported, on the phones; a second import changes nothing, not even a revision', async () => {
  const me = await newTeam()
  const before = await revisionOf(me.team.id)
  const seen = await preview(me.team.id, hamletList(120))
  expect(seen.counts).toEqual({ added: 120, changed: 0, same: 0, missing: 0 })
  expect(seen.problems.map(({ code, column }: { code: string; column: string }) => [code, column])).toEqual([
    ['column-person', 'Chủ hộ'],
    ['column-person', 'SĐT'],
  ])
  expect(await revisionOf(me.team.id)).toBe(before)
  expect((await apply(me.team.id, seen.lines)).counts).toEqual({ added: 120, changed: 0, same: 0, missing: 0 })
  const doors = await doorsOnPhone(me)
  expect(doors).toHaveLength(120)
  expect(doors.find(({ number }) => number === '22')).toMatchObject({
    ...{ alley: 'Ngõ 2', label: 'cổng xanh', kind: 'business', criteria: { fibre: true }, walkOrder: 22 },
  })
  expect(await auditOf(me.team.id, 'household.import')).toEqual([
    { account_id: officer.accountId, details: { added: 120, changed: 0, same: 0, missing: 0 } },
  ])

  const revision = await revisionOf(me.team.id)
  const again = await preview(me.team.id, hamletList(120))
  expect(again.counts).toEqual({ added: 0, changed: 0, same: 120, missing: 0 })
  expect((await apply(me.team.id, again.lines)).counts).toEqual({ added: 0, changed: 0, same: 120, missing: 0 })
  expect(await revisionOf(me.team.id)).toBe(revision)
})

test('no name and no number of a person is kept, logged or answered', async () => {
  const me = await newTeam()
  const seen = await preview(me.team.id, [
    ...hamletList(3).slice(0, -1),
    [4, 'Nguyễn Văn Kín', null, '4', null, 'Nhà ông Kín', null, null, null],
    [5, 'Nguyễn Văn Kín', null, '5', null, null, null, null, 'CCCD 001203012345'],
  ])
  await apply(me.team.id, seen.lines)
  expect(seen.blockedRows).toBe(1)
  const kept = await sql<{ text: string }>`
    select coalesce(string_agg(h::text, ' '), '') || (select coalesce(string_agg(c::text, ' '), '') from command c)
      || (select coalesce(string_agg(a::text, ' '), '') from audit a) as text from household h`.execute(world.db.owner)
  for (const text of [JSON.stringify(seen), kept.rows[0]?.text, app.log().join()])
    expect(text).not.toMatch(/Kín|0912345678|001203012345/)
  expect((await doorsOnPhone(me)).map(({ number }) => number)).toEqual(['1', '2', '3', '4'])
})

test('changed rows are edits with their history; blanks erase nothing; one door too many is said and stays', async () => {
  const me = await newTeam()
  await apply(me.team.id, (await preview(me.team.id, hamletList(4))).lines)
  await world.send(me, [wire('household.add', doorArgs({ number: '99', label: 'mới xây' }))])
  const rows = hamletList(4)
  rows[3] = [1, null, null, '1', 'Ngõ 1', null, 'Cửa hàng', 'không', 'rẽ trái']
  const seen = await preview(me.team.id, rows)
  expect(seen.counts).toEqual({ added: 0, changed: 1, same: 3, missing: 1 })
  const line = seen.lines.find(({ change }: { change: string }) => change === 'changed')
  expect(line.before).toEqual({ kind: 'business', 'criteria.fibre': null, note: null })
  await apply(me.team.id, seen.lines)
  const doors = await doorsOnPhone(me)
  expect(doors.find(({ number }) => number === '1')).toMatchObject({
    ...{ kind: 'shop', label: 'cổng xanh', note: 'rẽ trái', criteria: { fibre: false } },
  })
  expect(doors.map(({ number }) => number)).toContain('99')
  const { rows: edits } = await sql<{ args: { changes: object } }>`
    select args from command where team_id = ${me.team.id} and name = 'household.edit'`.execute(world.db.owner)
  expect(edits).toMatchObject([{ args: { changes: { note: { old: null, new: 'rẽ trái' } } } }])
})

test('two officers import one list at once: each door comes once', async () => {
  const me = await newTeam()
  const seen = await preview(me.team.id, hamletList(60))
  const done = await Promise.all([1, 2, 3].map(() => apply(me.team.id, seen.lines)))
  expect(done.reduce((sum, { counts }) => sum + counts.added, 0)).toBe(60)
  expect(await doorsOnPhone(me)).toHaveLength(60)
})

test('the leader imports too; a plain member, another team’s leader and another commune’s officer do not', async () => {
  const me = await newTeam()
  const leader = await world.build.signIn(await world.build.member(me.team, { role: 'leader' }))
  const seen = await preview(me.team.id, hamletList(2), leader)
  expect((await apply(me.team.id, seen.lines, leader)).counts.added).toBe(2)
  const other = await newTeam(await world.build.commune())
  const theirs = await world.build.officer('commune_officer', await world.build.commune())
  const strangers: [BuiltSession, number][] = [
    [me.session, 403],
    [other.session, 404],
    [theirs, 404],
  ]
  for (const [who, status] of strangers) {
    const bytes = await workbook(hamletList(1))
    expect((await app.upload(`${url(me.team.id)}/preview`, who, { name: 'a.xlsx', bytes })).statusCode).toBe(status)
    expect((await app.request('POST', url(me.team.id), who, { doors: [] })).statusCode).toBe(status)
  }
  expect((await app.request('GET', url(me.team.id), leader)).statusCode).toBe(403)
  expect((await app.request('GET', url(me.team.id), theirs)).statusCode).toBe(404)
})

test('what a request claims to have read is checked like any other', async () => {
  const me = await newTeam()
  const [line] = (await preview(me.team.id, hamletList(1))).lines
  const wrong = { ...line.door, note: 'số căn cước 001203012345' }
  const answer = await app.request('POST', url(me.team.id), officer, { doors: [wrong] })
  expect([answer.statusCode, answer.body.includes('001203')]).toEqual([400, false])
  expect(await doorsOnPhone(me)).toEqual([])
})

test('what is no list is refused with a sentence: empty, damaged, only names, too many rows', async () => {
  const me = await newTeam()
  const codeOf = async (bytes: Buffer, name = 'a.xlsx') =>
    (await app.upload(`${url(me.team.id)}/preview`, officer, { name, bytes })).json().code
  expect(await codeOf(Buffer.alloc(0))).toBe('roster.empty')
  expect(await codeOf((await workbook(hamletList(9))).subarray(0, 900))).toBe('roster.damaged')
  expect(
    await codeOf(
      await workbook([
        ['STT', 'Họ và tên'],
        [1, 'Nguyễn Văn Kín'],
      ]),
    ),
  ).toBe('list.only-persons')
  expect(await codeOf(await workbook(hamletList(10_000)))).toBe('list.too-long')
  expect(
    await codeOf(Buffer.from('STT;Số nhà;Ngõ;Nhãn\n1;1;Ngõ 1;cổng xanh\n2;2;Ngõ 1;cổng đỏ\n'), 'a.csv'),
  ).toBeUndefined()
})

test('an old .csv in TCVN3 is read, too', async () => {
  const me = await newTeam()
  // "Số nhà", "Nhãn", "Ghi chú" and words with enough marks to tell the encoding by.
  const text = 'Sè nhµ;Nh·n;Ghi chó\n1;nhµ ngãi c¹nh chïa;rÏ tr¸i ®Õn cuèi ®­êng\n2;cæng s¾t mµu xanh;cã chã d÷\n'
  const bytes = Buffer.from(text, 'latin1')
  const answer = await app.upload(`${url(me.team.id)}/preview`, officer, { name: 'cu.csv', bytes })
  const { lines } = answer.json()
  expect(lines.map(({ door }: { door: ListedDoor }) => [door.number, door.label])).toEqual([
    ['1', 'nhà ngói cạnh chùa'],
    ['2', 'cổng sắt màu xanh'],
  ])
})

const readBack = async (bytes: Buffer) => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  return book
}
const textOf = (book: ExcelJS.Workbook) => JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()))

test('export: marked, audited, doors as they stand; formulas are text; comes back unchanged by an import', async () => {
  const me = await newTeam()
  const evil = doorArgs({ number: '7', label: '=HYPERLINK("http://x")', note: '@SUM(1)', criteria: { fibre: false } })
  const visited = doorArgs({ number: '8', label: '+84', note: '-2', kind: 'shop' })
  await world.send(me, [
    wire('household.add', evil),
    wire('household.add', visited),
    wire('visit.record', visitArgs(visited.household.id)),
  ])
  const answer = await app.request('GET', url(me.team.id), officer)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-disposition']).toMatch(
    /^attachment; filename="danh-sach-ho_[a-z0-9-]+_\d{8}-\d{4}_tran-thi-can-bo\.xlsx"$/,
  )
  const book = await readBack(answer.rawPayload)
  expect(book.worksheets.map(({ name }) => name)).toEqual(['Danh sách hộ'])
  const [sheet] = book.worksheets
  expect(sheet?.getCell('A1').text).toMatch(/bởi Trần Thị Cán Bộ lúc \d\d:\d\d ngày \d\d\/\d\d\/\d{4}$/)
  const cells = ['D', 'J'].map((column) => sheet?.getCell(`${column}4`))
  expect(cells.map((cell) => [cell?.type, cell?.formula, cell?.value])).toEqual([
    [ExcelJS.ValueType.String, undefined, '=HYPERLINK("http://x")'],
    [ExcelJS.ValueType.String, undefined, '@SUM(1)'],
  ])
  expect(sheet?.getRow(5).values).toContain('Đã tới')
  expect(await auditOf(me.team.id, 'household.export')).toEqual([
    { account_id: officer.accountId, details: { doors: 2, persons: 0 } },
  ])
  const file = { name: 'ds.xlsx', bytes: answer.rawPayload }
  const again = (await app.upload(`${url(me.team.id)}/preview`, officer, file)).json()
  expect([again.counts, again.blockedRows]).toEqual([{ added: 0, changed: 0, same: 2, missing: 0 }, 0])
})

test('export of persons: only with the register on, only who agreed and may be used, a number only with its own yes', async () => {
  const me = await newTeam()
  await switchRegister(world.db, me.team.id)
  const door = doorArgs({ number: '1' })
  const yes = { by: 'self', how: 'spoken', given: true }
  const person = (name: string, phone: string) => personArgs(me.team.id, door.household.id, { name, phone })
  const [plain, callable, gone] = [
    person('Lò Thị Đồng', '+84912000001'),
    person('Vi Văn Gọi', '+84912000002'),
    person('Bế Thị Rút', '+84912000003'),
  ]
  const withContact = {
    ...callable,
    consent: [
      { ...yes, purpose: 'register' },
      { ...yes, purpose: 'contact' },
    ],
  }
  const withdraw = { register: me.team.id, id: gone.person.id, consent: { ...yes, purpose: 'register', given: false } }
  const answer = await world.send(me, [
    wire('household.add', door),
    ...[plain, withContact, gone].map((args) => wire('person.add', args)),
    wire('person.consent', withdraw),
  ])
  expect(answer.verdicts.map(({ verdict }) => verdict)).toEqual(Array(5).fill('accepted'))
  const taken = await readBack((await app.request('GET', url(me.team.id), officer)).rawPayload)
  const text = textOf(taken)
  expect(taken.worksheets.map(({ name }) => name)).toEqual(['Danh sách hộ', 'Người dân'])
  expect(text).toMatch(/Lò Thị Đồng/)
  expect(text).toMatch(/Vi Văn Gọi.*\+84912000002/)
  expect(text).not.toMatch(/Bế Thị Rút|\+84912000001|\+84912000003/)
  expect((await auditOf(me.team.id, 'household.export'))[0]?.details).toEqual({ doors: 1, persons: 2 })

  await switchRegister(world.db, me.team.id, { on: false })
  const off = await readBack((await app.request('GET', url(me.team.id), officer)).rawPayload)
  expect([off.worksheets.length, textOf(off).includes('Lò Thị Đồng')]).toEqual([1, false])
})
