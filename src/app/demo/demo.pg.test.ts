import { sql } from 'kysely'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkFigures } from '#platform/server/measures/recount/recount.ts'
import type { SyncRow } from '#platform/shared/command.ts'
import { testPublicUrl, testSecret } from '#platform/testing/builders.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { householdEdits } from '#slices/households/shared/public.ts'
import { createIdentity } from '#slices/identity/server/public.ts'
import { minimumPassword } from '#slices/identity/shared/public.ts'
import { idOfCode, nationId } from '#slices/places/server/public.ts'
import { checkVisit, type Visit } from '#slices/visits/shared/public.ts'
import { recountSources } from '../server/recount.ts'
import { loadReferenceData } from '../server/reference-data.ts'
import { kindStores } from '../server/sync.ts'
import { accountsText, demoPassword, memberAccounts, officeAccounts } from './accounts.ts'
import { type Commune, readCommunes } from './communes.ts'
import { emptyCommune, fullGroup, hamletsKeptFree, nationTotal } from './facts.ts'
import { loadDemo, spanUntil } from './load.ts'
import { inventedPhone } from './names.ts'
import { type CommunePlan, planNetwork } from './network.ts'
import { demoAtStart } from './start.ts'
import { planTeams, type TeamPlan } from './teams.ts'

const asOf = '2026-11-22'
const silent = () => {}

let first: TestDb
let second: TestDb
beforeAll(async () => {
  first = await createTestDb({ poolSize: 3 })
  second = await createTestDb({ poolSize: 3 })
  await Promise.all([first, second].map((db) => loadReferenceData(db.owner)))
  await Promise.all([first, second].map((db) => loadDemo(db, { size: 'small', asOf }, silent)))
})
afterAll(async () => {
  await first?.drop()
  await second?.drop()
})

const one = async <Row>(query: ReturnType<typeof sql<Row>>, db = first): Promise<Row> => {
  const [row] = (await query.execute(db.owner)).rows
  if (!row) throw new Error('no row')
  return row
}

test('the country has 74,422 teams and 348,362 members in its figures, most of them declared', async () => {
  const { rows } = await sql<{ measure: string; amount: number }>`
    select split_part(measure, '@', 1) as measure, sum(total)::bigint as amount from rollup
    where scope_id = ${nationId} and split_part(measure, '@', 1) in ('teams.active', 'members')
    group by 1 order by 1`.execute(first.owner)
  expect(rows).toEqual([
    { measure: 'members', amount: nationTotal.members },
    { measure: 'teams.active', amount: nationTotal.teams },
  ])
})

test('the kept figures are those that a recount finds in the rows', async () => {
  expect(await checkFigures(first.worker, { sources: recountSources })).toEqual([])
})

test('two loads of one seed and day give the same rows, another seed gives others', async () => {
  const hashes = [await hashOfWorld(first), await hashOfWorld(second)]
  expect(hashes[0]).toEqual(hashes[1])
  const other = await createTestDb({ poolSize: 3 })
  await loadReferenceData(other.owner)
  await loadDemo(other, { size: 'small', asOf, seed: 'another', visits: 500 }, silent)
  expect((await hashOfWorld(other)).member).not.toBe(hashes[0]?.member)
  await other.drop()
})

/** Everything the load writes but moments of writing and the salted hash of the password. */
async function hashOfWorld(db: TestDb): Promise<Record<string, string>> {
  const without: Record<string, string> = {
    declared_figure: 'declared_at',
    account: 'created_at',
    role_grant: 'valid_from',
    place: 'created_at',
  }
  const tables = ['place', 'team', 'team_place', 'team_revision', 'member', 'membership', 'household', 'visit']
  const hashes: Record<string, string> = {}
  for (const table of [...tables, 'conflict', 'declared_figure', 'rollup', 'account', 'role_grant']) {
    const row = sql`(to_jsonb(t) - ${without[table] ?? ''}::text)::text`
    const { hash } = await one(
      sql<{
        hash: string
      }>`select md5(string_agg(${row}, '' order by ${row} collate "C")) as hash from ${sql.table(table)} t`,
      db,
    )
    hashes[table] = hash
  }
  return hashes
}

test('Xã Châu Thành of An Giang has no team, no hamlet and no figure', async () => {
  const empty = idOfCode(emptyCommune)
  const { teams, hamlets, figures } = await one(sql<{ teams: number; hamlets: number; figures: number }>`
    select (select count(*)::int from team where commune_id = ${empty}) as teams,
      (select count(*)::int from place where parent_id = ${empty}) as hamlets,
      (select count(*)::int from rollup where scope_id = ${empty}) as figures`)
  expect({ teams, hamlets, figures }).toEqual({ teams: 0, hamlets: 0, figures: 0 })
})

test('every visit and door keeps the rules that phones and server check', async () => {
  const visits = await wireRows<Visit>('visit')
  expect(visits.length).toBeGreaterThan(3_000)
  expect(visits.flatMap(checkVisit)).toEqual([])
  expect((await wireRows<SyncRow>('household')).flatMap(householdEdits.rules.household)).toEqual([])
  const { places } = await one(sql<{ places: string[] }>`
    select array_agg(distinct outcome || ' ' || place order by outcome || ' ' || place) as places from visit`)
  expect(places).toEqual(['absent home', 'done desk', 'done home', 'moved home', 'refused home'])
})

const wireRows = async <Row>(kind: string): Promise<Row[]> => {
  const store = kindStores.find((candidate) => candidate.kind === kind)
  if (!store) throw new Error(`no store of ${kind}`)
  const { rows } = await sql<{ row: Row }>`select ${store.json} as row from ${store.from}`.execute(first.owner)
  return rows.map(({ row }) => row)
}

test('what happened fits together: days, people, doors, revisions', async () => {
  const { rows } = await sql<{ what: string; n: number }>`
    select 'visit before its door' as what, count(*)::int as n
      from visit join household on household.id = household_id where day < created_on
    union all select 'visit of another team’s door', count(*)::int
      from visit join household on household.id = household_id where visit.team_id <> household.team_id
    union all select 'visit not on the day of its moment', count(*)::int
      from visit where day <> (made_at at time zone 'Asia/Ho_Chi_Minh')::date
    union all select 'visit outside the eighteen months', count(*)::int
      from visit where day not between '2025-05-01' and '2026-11-21'
    union all select 'visit by nobody of the team', count(*)::int
      from visit where not exists (select from membership s where s.member_id = made_by and s.team_id = visit.team_id
        and s.joined_on <= day and (s.left_on is null or s.left_on > day))
    union all select 'follow-up not after the visit', count(*)::int from visit where follow_up_on <= day
    union all select 'cancelled before it was made', count(*)::int from visit where cancelled_on < day
    union all select 'unknown code', count(*)::int
      from visit cross join lateral (
        select 'topic' as kind, topic as code from unnest(topics) as topic
        union all select 'platform', platform from jsonb_to_recordset(platforms) as tried (platform text)
        union all select 'skill', skill from jsonb_to_recordset(skills) as told (skill text)
        union all select 'difficulty', difficulty ->> 'kind' where difficulty is not null) as used
      where not exists (select from library_item item join team on team.id = visit.team_id
        where item.kind = used.kind and item.code = used.code and item.place_id = any (team.path))
    union all select 'row beyond its team’s revision', count(*)::int
      from (select team_id, rev from household union all select team_id, rev from visit union all
        select team_id, rev from membership union all select team_id, rev from conflict) as row
      join team_revision head using (team_id) where row.rev > head.rev
    union all select 'team whose last revision nobody has', count(*)::int
      from team_revision head where rev > 1 and not exists (select from visit v where v.team_id = head.team_id and v.rev = head.rev)
        and not exists (select from household h where h.team_id = head.team_id and h.rev = head.rev)
        and not exists (select from conflict c where c.team_id = head.team_id and c.rev = head.rev)
    union all select 'count of members that is wrong', count(*)::int
      from team where member_count <> (select count(*) from membership where team_id = team.id and left_on is null)
    union all select 'member whose teams are wrong', count(*)::int
      from member m where team_ids <> array(select team_id from membership where member_id = m.id and left_on is null)`.execute(
    first.owner,
  )
  expect(rows.filter(({ n }) => n > 0)).toEqual([])
  expect(rows).toHaveLength(12)
})

test('Trung Kiên is there in full: 242 doors, eighteen months, follow-ups, difficulties, cancelled visits, conflicts', async () => {
  const { id } = await one(sql<{ id: string }>`
    select team.id from team join place on place.id = team.place_id
    where place.name = ${fullGroup.name} and team.commune_id = ${idOfCode(fullGroup.commune)}`)
  const found = await one(sql<Record<string, number>>`
    select (select count(*)::int from household where team_id = ${id} and closed_on is null) as doors,
      count(distinct date_trunc('month', day))::int as months, count(*) filter (where difficulty is not null)::int as difficulties,
      count(*) filter (where cancelled_on is not null)::int as cancelled,
      count(distinct household_id)::int as visited,
      count(distinct household_id) filter (where follow_up_on >= '2026-11-10')::int as due,
      (select count(*)::int from conflict where team_id = ${id} and choice is null) as open_conflicts,
      count(distinct made_by)::int as people
    from visit where team_id = ${id}`)
  expect(found).toMatchObject({ doors: 242, months: 19, open_conflicts: 2 })
  expect(found.people).toBeGreaterThanOrEqual(7)
  expect(found.visited).toBeGreaterThan(230)
  for (const some of ['difficulties', 'cancelled', 'due']) expect(found[some]).toBeGreaterThan(3)
})

test('all accounts sign in with the printed password and hold their roles', async () => {
  const warn = silent
  const identity = await createIdentity({ db: first.auth, secret: testSecret, publicUrl: testPublicUrl, log: { warn } })
  const { password, internalAdapter } = { ...(await identity.auth.$context) }
  for (const { id, signInName } of [...officeAccounts, ...memberAccounts]) {
    const { body } = { body: { username: signInName, password: demoPassword } }
    expect((await identity.auth.api.signInUsername({ body }))?.user.id).toBe(id)
  }
  const kept = await internalAdapter.findCredentialAccount(officeAccounts[0]?.id ?? '')
  expect(await password.verify({ hash: kept?.password ?? '', password: 'something else' })).toBe(false)
  expect(demoPassword.length).toBeGreaterThanOrEqual(minimumPassword.officer)
  const { rows } = await sql<{ role: string }>`
    select role from role_grant union all
    select s.role from member m join membership s on s.member_id = m.id where m.account_id is not null
    order by 1`.execute(first.owner)
  expect(rows.map(({ role }) => role)).toEqual([
    'administrator',
    'auditor',
    'commune_officer',
    'commune_officer',
    'deputy',
    'leader',
    'member',
    'member',
    'nation_officer',
    'province_officer',
    'province_officer',
    'province_officer',
    'youth_officer',
  ])
  for (const { signInName } of [...officeAccounts, ...memberAccounts])
    expect(accountsText()).toContain(signInName.replace('+84', '0'))
})

test('phones are different, valid, and of the range that nobody was given', async () => {
  const { rows } = await sql<{ phone: string }>`select phone from member where phone is not null`.execute(first.owner)
  const phones = rows.map(({ phone }) => phone)
  expect(new Set(phones).size).toBe(phones.length)
  const ofTheNation = Array.from({ length: 400_000 }, (_, index) => inventedPhone(index))
  expect(new Set(ofTheNation).size).toBe(ofTheNation.length)
  expect(phones.filter((phone) => !phone.startsWith('+8451') || !parsePhoneNumberFromString(phone)?.isValid())).toEqual(
    [],
  )
})

test('a database in which somebody works is refused, and at a start left alone', async () => {
  await expect(loadDemo(first, { size: 'small', asOf }, silent)).rejects.toMatchObject({ name: 'OperatorError' })
  const said: string[] = []
  expect(await demoAtStart(first, 'small', (text) => void said.push(text))).toBe(accountsText())
  expect(said).toEqual([])
})

test('a load that breaks off leaves nothing behind', async () => {
  const db = await createTestDb({ poolSize: 3 })
  await loadReferenceData(db.owner)
  const breakOff = (message: string) => {
    if (message.includes('tài khoản')) throw new Error('cut')
  }
  await expect(loadDemo(db, { size: 'small', asOf, visits: 200 }, breakOff)).rejects.toThrow('cut')
  const left = await one(
    sql<{ n: number }>`select (select count(*) from team) + (select count(*) from declared_figure)
      + (select count(*) from place where level = 'hamlet') + (select count(*) from auth_user) as n`,
    db,
  )
  expect(left.n).toBe(0)
  await db.drop()
})

// The sizes `demo` and `nation` are planned here, not loaded.

let communes: Commune[]
beforeAll(async () => {
  communes = await readCommunes(first.owner)
})

const teamsWhere = (plans: CommunePlan[], isMeant: (plan: CommunePlan) => boolean): TeamPlan[] =>
  plans.filter((plan) => plan.rows && isMeant(plan)).flatMap((plan) => planTeams(plan, spanUntil(asOf), '1'))
const presentIn = (teams: TeamPlan[]) => teams.flatMap(({ members }) => members).filter(({ leftOn }) => leftOn === null)

test('the four provinces in depth have the teams and members that the press told', () => {
  const plans = planNetwork(communes, 'demo', '1')
  const countsOf = (isMeant: (plan: CommunePlan) => boolean) => {
    const teams = teamsWhere(plans, isMeant)
    return { teams: teams.length, members: presentIn(teams).length }
  }
  expect(countsOf(({ commune }) => commune.provinceCode === '91')).toEqual({ teams: 950, members: 5_807 })
  expect(countsOf(({ commune }) => commune.formerProvince === 'Tỉnh Kiên Giang')).toEqual({
    teams: 950,
    members: 5_807,
  })
  expect(countsOf(({ commune }) => commune.formerProvince === 'Tỉnh Long An')).toEqual({ teams: 996, members: 5_324 })
  const dinhHoa = countsOf(({ commune }) => commune.formerDistrict === 'Huyện Định Hóa')
  const thaiNguyen = countsOf(({ commune }) => commune.provinceCode === '19')
  expect(dinhHoa).toEqual({ teams: 228, members: 1_500 })
  expect(thaiNguyen.teams).toBe(2_255)
  expect(thaiNguyen.members).toBeGreaterThan(7_000)
  expect(thaiNguyen.members / thaiNguyen.teams).toBeCloseTo(3.1, 1)
  expect(dinhHoa.members / dinhHoa.teams).toBeCloseTo(6.6, 1)
  const laiChau = countsOf(({ commune }) => commune.provinceCode === '12')
  expect(laiChau.teams).toBeGreaterThan(0)
  expect(laiChau.teams).toBeLessThan(10)
})

test('no commune has the hamlets that the story’s rosters bring', () => {
  const hamlets = teamsWhere(planNetwork(communes, 'demo', '1'), ({ commune }) => commune.name in hamletsKeptFree)
  expect(hamlets.length).toBeGreaterThan(40)
  const taken = hamlets.filter(({ commune, hamlet }) => hamletsKeptFree[commune.name]?.includes(hamlet.name))
  expect(taken.map(({ commune, hamlet }) => `${hamlet.name}, ${commune.name}`)).toEqual([])
})

test('at the size of the nation every team has rows, each with a leader and a name of its own in its place', () => {
  const plans = planNetwork(communes, 'nation', '1')
  const sum = (of: (plan: CommunePlan) => number) => plans.reduce((so, plan) => so + of(plan), 0)
  expect(sum(({ teams, rows }) => (rows ? teams : 0))).toBe(nationTotal.teams)
  expect(sum(({ members, rows }) => (rows ? members : 0))).toBe(nationTotal.members)
  const some = plans.filter((_, index) => index % 25 === 0).flatMap((plan) => planTeams(plan, spanUntil(asOf), '1'))
  expect(some.length).toBeGreaterThan(2_000)
  expect(some.filter(({ members }) => members.filter(({ role }) => role === 'leader').length !== 1)).toEqual([])
  expect(new Set(some.map(({ commune, name }) => `${commune.code} ${name}`)).size).toBe(some.length)
  expect(new Set(some.flatMap(({ members }) => members.map(({ id }) => id))).size).toBe(
    some.flatMap(({ members }) => members).length,
  )
})
