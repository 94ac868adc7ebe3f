import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayInVietnam, startOfDayMs } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import type { Builders, BuiltPlace, BuiltSession, BuiltTeam } from '#platform/testing/builders.ts'
import { doorArgs, visitArgs, wire } from '#platform/testing/sync-world.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import type { teamFindingsRoute } from '../shared/findings.ts'
import { findAllPatterns } from './find-patterns.ts'

type Findings = OutputOf<typeof teamFindingsRoute>['findings']

let db: TestDb
let app: TestApp
let build: Builders
let commune: BuiltPlace
let team: BuiltTeam
let member: BuiltSession
let officer: BuiltSession
let memberId: Id
const visitIds: Id[] = []
const today = dayInVietnam(Date.now())

beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
  commune = await build.commune()
  team = await build.team(await build.hamlet(commune))
  const person = await build.member(team)
  memberId = person.id
  member = await build.signIn(person)
  officer = await build.officer('commune_officer', commune)
  // Yesterday morning: the test may run at night.
  const made = new Date(startOfDayMs(addDays(today, -1)) + 10 * 3_600_000).toISOString()
  const commands = Array.from({ length: 5 }, (_, n) => doorArgs({ number: String(n + 1) })).flatMap((door) => {
    const visit = visitArgs(door.household.id)
    visitIds.push(visit.visit.id)
    return [wire('household.add', door, { madeAt: made }), wire('visit.record', visit, { madeAt: made })]
  })
  await push(commands)
})
afterAll(() => closeTestWorld({ db, app }))

const push = (commands: unknown[]) =>
  app.request('POST', '/api/sync/push', member, {
    wire: 2,
    team: team.id,
    sentAt: new Date().toISOString(),
    commands,
  })
const ofTeam = async (): Promise<Findings> =>
  (await app.request('GET', `/api/teams/${team.id}/findings`, member)).json().findings
const ofCommune = async (): Promise<Findings> =>
  (await app.request('GET', `/api/places/${commune.id}/findings`, officer)).json().findings
const close = (id: Id) =>
  app.request('POST', `/api/places/${commune.id}/findings/${id}/close`, officer, { word: 'Đã hỏi, không sao' })
const aWeekPasses = () => sql`update finding set found_on = found_on - 7`.execute(db.owner)

test('the team is asked first, the commune after a week; each look is found once, and again it stays one', async () => {
  await findAllPatterns(db.worker, today)
  await findAllPatterns(db.worker, today)
  const [first, ...others] = await ofTeam()
  expect(first).toMatchObject({ pattern: 'same-minute', memberId, visits: 5, explanation: null, closedOn: null })
  expect(others).toEqual([])
  expect(await ofCommune()).toEqual([])
  expect((await close(first?.id ?? '')).statusCode).toBe(404)
  await aWeekPasses()
  expect((await ofCommune()).map(({ id }) => id)).toEqual([first?.id])
})

test('the team says what it was, in words that hold nothing sensitive; the commune closes it with a word', async () => {
  const [first] = await ofTeam()
  const explain = (word: string) =>
    app.request('POST', `/api/teams/${team.id}/findings/${first?.id}/explain`, member, { word })
  expect((await explain('CCCD 001203012345')).statusCode).toBe(400)
  expect((await explain('Ghi lại từ sổ tay')).statusCode).toBe(200)
  expect((await ofCommune())[0]?.explanation).toBe('Ghi lại từ sổ tay')
  expect((await close(first?.id ?? '')).statusCode).toBe(200)
  expect((await close(first?.id ?? '')).statusCode).toBe(404)
  expect(await ofTeam()).toMatchObject([{ closingWord: 'Đã hỏi, không sao', closedOn: today }])
})

test('what corrections took away is found no more, unless somebody said something about it', async () => {
  await push(visitIds.slice(0, 3).map((id) => wire('visit.cancel', { id, reason: null })))
  await findAllPatterns(db.worker, today)
  expect(await ofTeam()).toHaveLength(1)
  await sql`update finding set explained_on = null, explanation = null, closed_on = null, closing_word = null`.execute(
    db.owner,
  )
  await findAllPatterns(db.worker, today)
  expect(await ofTeam()).toEqual([])
  // Visits older than the nightly look stay as they were found.
  await findAllPatterns(db.worker, addDays(today, 30))
})
