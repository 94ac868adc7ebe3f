import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/server/db.ts'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import {
  type Builders,
  type BuiltPlace,
  type BuiltSession,
  type BuiltTeam,
  createBuilders,
} from '#platform/testing/builders.ts'
import { doorArgs, personArgs } from '#platform/testing/sync-world.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { loadLibrary } from '#slices/library/server/public.ts'
import { defaultRule } from '../../shared/register.ts'
import type { RuleContent, RulePreview, RuleVersion } from '../../shared/rule-routes.ts'
import { decideRegister, refreshRegisters } from '../decide-register.ts'
import { recogniseAll, recognisePending } from '../recognition.ts'
import { previewRules } from './rule-preview.ts'

let db: TestDb
let app: TestApp
let build: Builders
let province: BuiltPlace
let officer: BuiltSession

const today = dayInVietnam(Date.now())
const yesterday = addDays(today, -1)
const alone = Object.fromEntries(defaultRule.skills.map((skill) => [skill, 'alone']))
const everything = Object.fromEntries(
  defaultRule.criteria.filter(({ of }) => of === 'person').map(({ code }) => [code, true]),
)

beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
  province = await build.province()
  await db.owner.transaction().execute(loadLibrary)
  officer = await build.officer('province_officer', province)
  // A digital household with a citizen, one that lacks the signature, one whose register is off, one of another province.
  await home(await teamIn(province), { fibre: true }, [{ criteria: everything, skills: alone }, {}])
  await home(await teamIn(province), { fibre: true }, [
    { criteria: { ...everything, 'digital-signature': false }, skills: alone },
  ])
  const off = await teamIn(province)
  await home(off, { fibre: true }, [{ criteria: everything, skills: alone }])
  await switchTo(off.place.parent, false)
  await home(await teamIn(await build.province()), { fibre: true }, [{ criteria: everything, skills: alone }])
  await recognised(yesterday)
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

interface OurTeam extends BuiltTeam {
  place: { parent: BuiltPlace }
  member: BuiltSession
}

const teamIn = async (above: BuiltPlace): Promise<OurTeam> => {
  const commune = await build.commune(above)
  const team = await build.team(await build.hamlet(commune))
  await switchTo(commune, true)
  return { ...team, place: { parent: commune }, member: await build.signIn(await build.member(team)) }
}

const switchTo = (commune: BuiltPlace, on: boolean) =>
  db.owner.transaction().execute((trx) =>
    decideRegister(trx, {
      communeId: commune.id,
      on,
      retentionMonths: 6,
      validFrom: yesterday,
      by: null,
      purpose: 'Hướng dẫn kỹ năng số',
      legalBasis: 'Luật 91/2025/QH15',
      decidedBy: 'UBND xã',
      note: null,
    }),
  )

interface Somebody {
  criteria?: Record<string, boolean>
  skills?: Record<string, string>
}

const home = async (team: OurTeam, criteria: Record<string, boolean>, people: Somebody[]): Promise<void> => {
  const door = doorArgs({ criteria })
  await command(team, 'household.add', door)
  for (const { criteria: has = {}, skills = {} } of people) {
    const args = personArgs(team.id, door.household.id, { criteria: has, birthYear: 1970 })
    await command(team, 'person.add', args)
    for (const [skill, level] of Object.entries(skills))
      await command(team, 'person.skill', { register: team.id, id: args.person.id, skill, level, visitId: null })
  }
}

const command = async (team: OurTeam, name: string, args: object): Promise<void> => {
  const answer = await app.request('POST', `/api/teams/${team.id}/commands`, team.member, {
    id: newId(),
    name,
    version: 1,
    args,
  })
  expect(answer.statusCode, answer.body).toBe(200)
}

const recognised = async (day: string): Promise<void> => {
  while ((await recognisePending(db.owner, day)) > 0);
}

const path = (id: Id = province.id) => `/api/places/${id}/register-rule`
const content = ({ criteria, skills }: RuleContent): RuleContent => ({ criteria, skills })
const without = (code: string): RuleContent => ({
  ...content(defaultRule),
  criteria: defaultRule.criteria.filter((one) => one.code !== code),
})
const preview = async (rule: RuleContent, who = officer) =>
  (await app.request('POST', `${path()}/preview`, who, rule)).json<RulePreview>()
const held = async () =>
  (await app.request('GET', path(), officer)).json<{ versions: RuleVersion[]; inForce: number | null }>()
const decide = async (rule: RuleContent, change: object = {}) => {
  const { versions } = await held()
  const decision = { decidedBy: 'Quyết định số 5/QĐ-UBND ngày 20/11/2026', remark: null, validFrom: today }
  const body = { ...rule, after: versions[0]?.version ?? 0, ...decision, ...change }
  return app.request('POST', path(), officer, body)
}
/** Digital households and citizens of the province on a day, by what the recognition keeps. */
const figures = async (day: string) => {
  const { rows } = await sql<{ households: number; citizens: number }>`
    select count(*) filter (where r.kind = 'household')::int as households,
      count(*) filter (where r.kind = 'person')::int as citizens
    from recognition r join team t on t.id = r.team_id
    where t.province_id = ${province.id} and r.from_day <= ${day}::date and (r.until_day is null or r.until_day > ${day}::date)`.execute(
    db.owner,
  )
  return rows[0]
}
const everythingWritten = async () => {
  const { rows } = await sql<{ sum: string }>`
    select concat((select count(*) from register_rule), ' ', (select max(rev) from team_revision), ' ',
      (select count(*) from recognition), ' ', (select count(*) from recognition_queue), ' ',
      (select count(*) from measure_delta)) as sum`.execute(db.owner)
  return rows[0]?.sum
}

test('before anything is decided the default holds, and its preview is what the figures say', async () => {
  expect(await held()).toEqual({ versions: [], inForce: null })
  const same = await preview(content(defaultRule))
  expect(same).toEqual({
    teams: 2,
    counted: 2,
    doors: 2,
    people: 3,
    present: { households: 1, citizens: 1 },
    planned: { households: 1, citizens: 1 },
  })
  expect(await figures(yesterday)).toEqual(same.present)
})

test('a preview says what would be, and writes nothing', async () => {
  const before = await everythingWritten()
  expect(await preview(without('digital-signature'))).toMatchObject({
    present: { households: 1, citizens: 1 },
    planned: { households: 2, citizens: 2 },
  })
  const older = defaultRule.criteria.map((one) => ({ ...one, fromAge: one.of === 'person' ? 90 : null }))
  expect((await preview({ ...content(defaultRule), criteria: older })).planned).toEqual({ households: 0, citizens: 0 })
  expect(await everythingWritten()).toBe(before)
})

test('more teams than are counted at once: the answer says how many were', async () => {
  const scope = { account: null, teams: [], communes: [], provinces: [province.id] }
  const rules = { present: defaultRule, planned: defaultRule }
  const part = await inScope(db.app, scope, (trx) => previewRules(trx, province.id, rules, today, 1))
  expect(part).toMatchObject({ teams: 2, counted: 1, doors: 1 })
  const stranger = { ...scope, provinces: [newId()] }
  const nothing = await inScope(db.app, stranger, (trx) => previewRules(trx, province.id, rules, today))
  expect(nothing).toMatchObject({ teams: 0, counted: 0, people: 0 })
})

test('what a province gets to count names nobody', async () => {
  const scope = { account: null, teams: [], communes: [], provinces: [province.id] }
  const { rows } = await inScope(db.app, scope, (trx) =>
    sql`select doors from register_profiles(${province.id}, '', 100)`.execute(trx),
  )
  const said = JSON.stringify(rows)
  expect(said).toContain('birthYear')
  expect(said).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|Nguyễn|\+84|Ngõ/)
})

test('a decision is a new version from its day on; the figures of earlier days stay', async () => {
  expect((await decide(without('digital-signature'))).json()).toEqual({ version: 1 })
  await recognised(today)
  expect(await figures(yesterday)).toEqual({ households: 1, citizens: 1 })
  expect(await figures(today)).toEqual({ households: 2, citizens: 2 })

  // Stricter, from tomorrow on.
  const tomorrow = addDays(today, 1)
  const strict = { ...content(defaultRule), criteria: defaultRule.criteria.map((one) => ({ ...one, fromAge: null })) }
  const added = { code: 'loa', name: 'Loa thông minh', of: 'household' as const, fromAge: null }
  expect((await decide({ ...strict, criteria: [...strict.criteria, added] }, { validFrom: tomorrow })).json()).toEqual({
    version: 2,
  })
  await recognised(today)
  expect((await held()).inForce).toBe(1)
  expect(await figures(today)).toEqual({ households: 2, citizens: 2 })
  await refreshRegisters(db.owner, tomorrow)
  await recognised(tomorrow)
  expect(await figures(tomorrow)).toEqual({ households: 0, citizens: 1 })
  expect(await figures(today)).toEqual({ households: 2, citizens: 2 })
  expect(await figures(yesterday)).toEqual({ households: 1, citizens: 1 })
  const { versions } = await held()
  expect(versions.map(({ version, validFrom }) => [version, validFrom])).toEqual([
    [2, tomorrow],
    [1, today],
  ])

  // Back to what was before: again a version, nothing is changed in the old ones.
  expect((await decide(without('digital-signature'), { validFrom: tomorrow })).json()).toEqual({ version: 3 })
  expect((await held()).versions[1]).toEqual(versions[0])
  await recogniseAll(db.owner)
})

test('phones learn the rule by their revisions', async () => {
  const { rows } = await sql<{ rev: number; top: number; version: number }>`
    select g.rev, v.rev as top, g.rule_version as version from register g join team_revision v using (team_id)
    join team t on t.id = g.team_id where t.province_id = ${province.id}`.execute(db.owner)
  expect(rows.length).toBe(3)
  for (const row of rows) expect(row.version).not.toBeNull()
})

test('who saw an older version does not overrule the newer; nothing for days gone by; nothing that nobody may record', async () => {
  const rule = content(defaultRule)
  expect((await decide(rule, { after: 0 })).json()).toMatchObject({ code: 'register.decided-meanwhile' })
  expect((await decide(rule, { validFrom: yesterday })).json()).toMatchObject({ code: 'register.day-behind' })
  const wrong = { code: 'dang', name: 'Là đảng viên', of: 'person' as const, fromAge: null }
  expect((await decide({ ...rule, criteria: [wrong] })).json()).toMatchObject({
    code: 'input.invalid',
    fields: [{ path: 'body.criteria.0.name' }],
  })
})

test('it is the province’s own: another province finds nothing, its commune may not, and a commune has none', async () => {
  const stranger = await build.officer('province_officer', await build.province())
  const commune = await build.commune(province)
  const below = await build.officer('commune_officer', commune)
  for (const [who, status] of [
    [stranger, 404],
    [below, 404],
  ] as const) {
    expect((await app.request('GET', path(), who)).statusCode).toBe(status)
    expect((await app.request('POST', `${path()}/preview`, who, content(defaultRule))).statusCode).toBe(status)
    const decision = { after: 0, decidedBy: 'Quyết định số 9', remark: null, validFrom: today }
    expect((await app.request('POST', path(), who, { ...content(defaultRule), ...decision })).statusCode).toBe(status)
  }
  expect((await app.request('GET', path(commune.id), officer)).json()).toMatchObject({ code: 'rule.province-only' })
})
