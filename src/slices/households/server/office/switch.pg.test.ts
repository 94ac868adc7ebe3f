import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import { type Builders, type BuiltPlace, type BuiltSession, createBuilders } from '#platform/testing/builders.ts'
import { readPdf } from '#platform/testing/pdf-text.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { defaultLegalBasis, defaultPurpose } from '../../shared/consent-text.ts'

let db: TestDb
let app: TestApp
let build: Builders
let commune: BuiltPlace
let officer: BuiltSession

const today = dayInVietnam(Date.now())
const decision = {
  after: 0,
  on: true,
  purpose: defaultPurpose,
  legalBasis: defaultLegalBasis,
  retentionMonths: 6,
  decidedBy: 'UBND xã Thử, Quyết định số 12/QĐ-UBND ngày 05/09/2026',
  remark: null,
  validFrom: today,
}
const path = () => `/api/places/${commune.id}/register`
const decide = (changes: object = {}, who = officer) => app.request('POST', path(), who, { ...decision, ...changes })

beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
  commune = await build.commune(await build.province())
  officer = await build.officer('commune_officer', commune)
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

test('a commune switches its register on and off; each decision stays, phones are told by their revision', async () => {
  const team = await build.team(await build.hamlet(commune))
  const nothing = (await app.request('GET', path(), officer)).json()
  expect(nothing).toMatchObject({ versions: [], inForce: null, persons: { present: 0, teams: 0 } })
  expect((await app.request('GET', `${path()}/consent-text`, officer)).json()).toMatchObject({
    code: 'register.undecided',
  })

  expect((await decide()).json()).toEqual({ version: 1 })
  const phone = async () => {
    const { rows } = await sql<{ on: boolean; rev: number; top: number }>`
      select s.is_on as on, r.rev, v.rev as top from register r join team_revision v using (team_id)
      join commune_register s on s.commune_id = r.commune_id and s.version = r.switch_version
      where r.team_id = ${team.id}`.execute(db.owner)
    return rows[0]
  }
  const on = await phone()
  expect(on).toMatchObject({ on: true, rev: on?.top })

  expect((await decide({ after: 1, on: false })).json()).toEqual({ version: 2 })
  const off = await phone()
  expect(off?.on).toBe(false)
  expect(off?.rev).toBeGreaterThan(on?.rev ?? 0)
  const both = (await app.request('GET', path(), officer)).json<{ versions: { on: boolean }[]; inForce: number }>()
  expect([both.inForce, both.versions.map((version) => version.on)]).toEqual([2, [false, true]])
})

test('who saw an older version does not overrule the newer one; nothing is decided for days gone by', async () => {
  const { versions } = (await app.request('GET', path(), officer)).json<{ versions: { version: number }[] }>()
  const after = versions[0]?.version ?? 0
  expect((await decide({ after: after + 1 })).json()).toMatchObject({ code: 'register.decided-meanwhile' })
  const both = await Promise.all([decide({ after }), decide({ after })])
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  expect((await decide({ after: after + 1, validFrom: addDays(today, -1) })).json()).toMatchObject({
    code: 'register.day-behind',
  })
})

test('a later day changes nothing today', async () => {
  const before = (await app.request('GET', path(), officer)).json<{
    inForce: number
    versions: { version: number }[]
  }>()
  const after = before.versions[0]?.version ?? 0
  expect((await decide({ after, on: false, validFrom: addDays(today, 3) })).statusCode).toBe(200)
  expect((await app.request('GET', path(), officer)).json()).toMatchObject({ inForce: before.inForce })
})

test('the register is the commune’s: not of a hamlet; nothing that nobody may keep stands in the purpose', async () => {
  const hamlet = await build.hamlet(commune)
  expect((await app.request('GET', `/api/places/${hamlet.id}/register`, officer)).json()).toMatchObject({
    code: 'register.commune-only',
  })
  const wrong = await decide({ after: 9, purpose: `${defaultPurpose} CCCD 001203012345` })
  expect(wrong.json()).toMatchObject({ code: 'input.invalid', fields: [{ path: 'body.purpose' }] })
})

test('the consent text on paper says what was decided, and asks two questions without a default', async () => {
  const paper = await app.request('GET', `${path()}/consent-text`, officer)
  expect(paper.headers['content-type']).toBe('application/pdf')
  const { text, pages } = readPdf(paper.rawPayload)
  expect(pages).toBe(1)
  for (const words of ['12/QĐ-UBND', 'sau 6 tháng', '2 ngày làm việc', commune.name]) expect(text).toContain(words)
  expect(text.match(/Không đồng ý/g)?.length).toBeGreaterThanOrEqual(2)
})

test('each decision is in the audit, without its text', async () => {
  const lines = await db.owner.selectFrom('audit').select(['details']).where('action', '=', 'register.switch').execute()
  expect(lines.length).toBeGreaterThanOrEqual(3)
  expect(JSON.stringify(lines)).not.toContain('QĐ-UBND')
})
