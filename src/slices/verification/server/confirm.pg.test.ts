import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recountSources } from '#app/server/recount.ts'
import { foldPending } from '#platform/server/measures/folder.ts'
import { checkFigures } from '#platform/server/measures/recount/recount.ts'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { PullAnswer, PushAnswer } from '#platform/shared/wire.ts'
import { type Builders, type BuiltSession, type BuiltTeam, testSecret } from '#platform/testing/builders.ts'
import { readPdf } from '#platform/testing/pdf-text.ts'
import { doorArgs, visitArgs, wire } from '#platform/testing/sync-world.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import { teamMark } from '../shared/mark.ts'
import { tidyConfirmations } from './confirm.ts'
import { hotp, slipSecret } from './hotp.ts'
import { verificationRecount } from './recount.ts'

let db: TestDb
let app: TestApp
let build: Builders
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
})
afterAll(() => closeTestWorld({ db, app }))

const today = dayInVietnam(Date.now())

interface Setting {
  team: BuiltTeam
  session: BuiltSession
  mark: string
  push(...commands: unknown[]): Promise<PushAnswer>
}
const setting = async (): Promise<Setting> => {
  const team = await build.team()
  const session = await build.signIn(await build.member(team))
  const push = async (...commands: unknown[]) =>
    (
      await app.request('POST', '/api/sync/push', session, {
        wire: 2,
        team: team.id,
        sentAt: new Date().toISOString(),
        commands,
      })
    ).json<PushAnswer>()
  return { team, session, mark: teamMark(team.id), push }
}

/** Commands of a visit, and of a code for it. */
const visited = () => {
  const door = doorArgs()
  const { visit } = visitArgs(door.household.id)
  return { id: visit.id, commands: [wire('household.add', door), wire('visit.record', { visit })] }
}
const bind = (visitId: Id, how: { code?: string; slip?: number }, more: object = {}) =>
  wire('visit.confirmation-code', { id: newId(), visitId, code: how.code ?? null, slip: how.slip ?? null }, more)

const say = (fields: Record<string, string>) =>
  app.app.inject({
    method: 'POST',
    url: '/api/confirmations',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })
const codesOf = async (team: Id) =>
  (
    await sql<{ confirmed_on: string | null; rating: number | null; words: string | null }>`
    select confirmed_on, rating, words from visit_code where team_id = ${team} order by id`.execute(db.owner)
  ).rows

test('the page needs no script, is filled in by a QR code, and a look at it confirms nothing', async () => {
  const { mark, push, team } = await setting()
  const { id, commands } = visited()
  await push(...commands, bind(id, { code: '482913' }))
  const page = await app.request('GET', `/xn?m=${mark}&c=482913`)
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body).not.toContain('<script')
  expect(page.body).toContain(`value="${mark}"`)
  expect((await app.request('GET', '/xn?lang=en')).body).toContain('<html lang="en">')
  expect((await app.request('GET', '/xn?m=%22%3E%3Cscript%3E')).body).not.toContain('<script')
  expect(await codesOf(team.id)).toEqual([{ confirmed_on: null, rating: null, words: null }])
})

test('the code of a visit confirms it once, with a rating and words, and the phone learns of it', async () => {
  const { team, session, mark, push } = await setting()
  const { id, commands } = visited()
  await push(...commands, bind(id, { code: '120034' }))
  const said = { mark: ` ${mark.toLowerCase()} `, code: '120 034', rating: '5', words: 'rất dễ hiểu' }
  const answer = await say(said)
  expect([answer.statusCode, answer.body.includes('Cảm ơn bà con')]).toEqual([200, true])
  expect(answer.body).not.toContain(team.name)
  expect(await codesOf(team.id)).toEqual([{ confirmed_on: today, rating: 5, words: 'rất dễ hiểu' }])
  const again = await say({ ...said, rating: '1' })
  expect(again.body).toContain('Đã xác nhận rồi')
  expect((await codesOf(team.id))[0]?.rating).toBe(5)
  const { epoch } = (await app.request('GET', `/api/sync/pull?wire=2&team=${team.id}`, session)).json<PullAnswer>()
  const pulled = await app.request('GET', `/api/sync/pull?wire=2&team=${team.id}&epoch=${epoch}&rev=1`, session)
  const rows = pulled.json<PullAnswer>().changes.filter(({ kind }) => kind === 'visit-code')
  expect(rows.map(({ row }) => row)).toMatchObject([{ visitId: id, confirmedOn: today, rating: 5 }])
  expect(pulled.body).not.toContain('rất dễ hiểu')
})

test('a citizen may confirm before the member has a network: code and visit find each other in any order', async () => {
  const { team, mark, push } = await setting()
  const { id, commands } = visited()
  const early = await say({ mark, code: '777001', rating: '4' })
  expect([early.statusCode, early.body.includes('Đã ghi nhận')]).toEqual([202, true])
  const late = await push(bind(id, { code: '777001' }))
  expect(late.verdicts[0]?.verdict).toBe('waiting')
  await push(...commands)
  expect(await codesOf(team.id)).toEqual([{ confirmed_on: today, rating: 4, words: null }])
})

test('the code of a printed slip is derived from its number, before and after the visit is there', async () => {
  const { team, mark, push } = await setting()
  const officer = await build.officer('commune_officer', await communeOf(team))
  const print = () => app.request('POST', `/api/teams/${team.id}/confirmation-cards`, officer, { slips: 10 })
  const pdf = await print()
  expect(pdf.headers['content-type']).toBe('application/pdf')
  const text = readPdf(pdf.rawPayload).text.replaceAll(/\s/g, '')
  const codeOf = (slip: number) => hotp(slipSecret(testSecret, team.id), slip)
  for (const slip of [1, 10]) expect(text).toContain(codeOf(slip))
  expect(text).toContain(mark)
  await print()
  const { rows } = await sql<{ first_slip: number }>`
    select first_slip from confirmation_card where team_id = ${team.id} order by first_slip`.execute(db.owner)
  expect(rows.map(({ first_slip }) => first_slip)).toEqual([1, 11])

  const one = visited()
  await push(...one.commands, bind(one.id, { slip: 3 }))
  expect((await say({ mark, code: codeOf(3) })).body).toContain('Cảm ơn bà con')
  const two = visited()
  expect((await say({ mark, code: codeOf(12) })).statusCode).toBe(202)
  await push(...two.commands, bind(two.id, { slip: 12 }))
  expect((await codesOf(team.id)).map(({ confirmed_on }) => confirmed_on)).toEqual([today, today])
})

const communeOf = async ({ communeId, provinceId }: BuiltTeam) => {
  const nation = await build.nation()
  return {
    id: communeId,
    provinceId,
    communeId,
    level: 'commune' as const,
    name: '',
    path: [nation.id, provinceId, communeId],
  }
}

test('what is typed wrong is said at its field, and nothing sensitive is taken', async () => {
  const { mark } = await setting()
  const empty = await say({})
  expect([empty.statusCode, empty.body.includes('id="mark-wrong"'), empty.body.includes('id="code-wrong"')]).toEqual([
    422,
    true,
    true,
  ])
  const long = await say({ mark, code: '123456', words: 'bốn từ là nhiều' })
  expect(long.body).toContain('id="words-wrong"')
  for (const words of ['001203012345', '0912345678', 'mật khẩu: abc123'])
    expect((await say({ mark, code: '123456', words })).body, words).toContain('id="sensitive-wrong"')
})

test('an old code, another team, a cancelled visit: nothing is confirmed', async () => {
  const { team, mark, push } = await setting()
  const other = await setting()
  const { id, commands } = visited()
  await push(...commands, bind(id, { code: '555001' }))
  await say({ mark: other.mark, code: '555001' })
  expect((await codesOf(team.id))[0]?.confirmed_on).toBeNull()
  await sql`update visit_code set valid_to = ${addDays(today, -1)} where team_id = ${team.id}`.execute(db.owner)
  expect((await say({ mark, code: '555001' })).statusCode).toBe(202)
  const foreign = await other.push(bind(id, { code: '555002' }))
  expect(foreign.verdicts[0]?.verdict).toBe('waiting')
  await push(wire('visit.cancel', { id, reason: null }))
  const refused = await push(bind(id, { code: '555003' }), bind(id, {}))
  expect(refused.verdicts.map(({ problem }) => problem?.code)).toEqual(['confirmation.nothing', 'command.invalid'])
})

test('guessing is stopped: after thirty wrong codes of a team within the hour even the right one waits', async () => {
  const { team, mark, push } = await setting()
  const { id, commands } = visited()
  await push(...commands, bind(id, { code: '999999' }))
  for (let n = 0; n < 31; n++) expect((await say({ mark, code: String(100_000 + n) })).statusCode).toBe(202)
  expect((await say({ mark, code: '999999' })).statusCode).toBe(429)
  expect((await codesOf(team.id))[0]?.confirmed_on).toBeNull()
  await sql`update confirmation_attempt set hour = hour - interval '1 hour'`.execute(db.owner)
  expect((await say({ mark, code: '999999' })).statusCode).toBe(200)
  await sql`update confirmation_attempt set hour = hour - interval '3 days'`.execute(db.owner)
  await tidyConfirmations(db.worker, addDays(today, 50))
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from confirmation_attempt) + (select count(*) from confirmation_pending) as n`.execute(
    db.owner,
  )
  expect(rows).toEqual([{ n: 0 }])
})

test('confirmations and ratings are figures, and the recount finds the same', async () => {
  while ((await foldPending(db.worker))?.rows);
  const { rows } = await sql<{ measure: string; total: number }>`
    select measure, sum(total)::int as total from rollup join place on place.id = scope_id
    where level = 'nation' and measure in ('visits.confirmed', 'ratings', 'ratings.sum')
    group by measure order by measure`.execute(db.owner)
  expect(rows).toEqual([
    { measure: 'ratings', total: 2 },
    { measure: 'ratings.sum', total: 9 },
    { measure: 'visits.confirmed', total: 5 },
  ])
  expect(recountSources).toContain(verificationRecount)
  expect(await checkFigures(db.worker, { sources: recountSources, limit: 10 })).toEqual([])
})
