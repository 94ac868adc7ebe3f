import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inScope } from '#platform/server/db.ts'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import type { Builders, BuiltPlace, BuiltSession, BuiltTeam } from '#platform/testing/builders.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'

let db: TestDb
let build: Builders
let app: TestApp
let province: BuiltPlace
let commune: BuiltPlace
let officer: BuiltSession
const today = dayInVietnam(Date.now())
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
  province = await build.province()
  commune = await build.commune(province)
  officer = await build.officer('commune_officer', commune)
})
afterAll(() => closeTestWorld({ db, app }))

const get = async (url: string, who = officer) => (await app.request('GET', url, who)).json()
const post = (url: string, body: object, who = officer) => app.request('POST', url, who, body)
const patch = (url: string, body: object, who = officer) => app.request('PATCH', url, who, body)

/** The stocks of a team that were written down so far: {measure: amount}. */
const stocksOf = async (team: string): Promise<Record<string, number>> => {
  const { rows } = await sql<{ stocks: Record<string, number> | null }>`
    select body -> 'stocks' as stocks from measure_delta where team_id = ${team}`.execute(db.owner)
  const sums: Record<string, number> = {}
  for (const { stocks } of rows)
    for (const [measure, amount] of Object.entries(stocks ?? {})) sums[measure] = (sums[measure] ?? 0) + amount
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0))
}

const revOf = async (team: string): Promise<number> => {
  const { rows } = await sql<{ rev: number }>`select rev from team_revision where team_id = ${team}`.execute(db.owner)
  return rows[0]?.rev ?? 0
}

const teamOf = async (roles: ('leader' | 'deputy' | 'member')[], place?: BuiltPlace) => {
  const team = await build.team(place ?? (await build.hamlet(commune)))
  const members = []
  for (const role of roles) members.push(await build.member(team, { role }))
  return { team, members }
}

describe('lists', () => {
  test('are in Vietnamese order, numbers as numbers, with leader, place and what to look at', async () => {
    const place = await build.commune(province)
    const mine = await build.officer('commune_officer', place)
    for (const name of ['10', '2', 'Đông', 'Dừa']) await build.team(await build.hamlet(place, { name }))
    const { teams, total } = await get(`/api/places/${place.id}/teams`, mine)
    expect(teams.map((team: { name: string }) => team.name)).toEqual([
      'Tổ CNSCĐ ấp 2',
      'Tổ CNSCĐ ấp 10',
      'Tổ CNSCĐ ấp Dừa',
      'Tổ CNSCĐ ấp Đông',
    ])
    expect(total).toEqual({ teams: 4, members: 0 })
    expect(teams[0]).toMatchObject({ place: 'Ấp 2', leader: null, warnings: ['no-leader', 'too-small'] })
  })

  test('are searched without diacritics and filtered by status and by what is missing', async () => {
    const place = await build.commune(province)
    const mine = await build.officer('commune_officer', place)
    const { team } = await teamOf(
      ['leader', 'member', 'member', 'member'],
      await build.hamlet(place, { name: 'Hòa Bình' }),
    )
    const empty = await build.team(await build.hamlet(place, { name: 'Bến Tre 100%' }))
    const found = async (query: string) =>
      (await get(`/api/places/${place.id}/teams?${query}`, mine)).teams.map((one: { id: string }) => one.id)
    expect(await found('q=hoa%20binh')).toEqual([team.id])
    expect(await found('q=BINH%20HOA')).toEqual([team.id])
    expect(await found('q=100%25')).toEqual([empty.id])
    expect(await found('q=%25')).toEqual([empty.id])
    expect(await found('look=no-leader')).toEqual([empty.id])
    expect(await found('look=warned')).toEqual([empty.id])
    expect(await found('status=dissolved')).toEqual([])
    await post(`/api/teams/${empty.id}/dissolve`, { on: today }, mine)
    expect(await found('')).toEqual([team.id])
    expect(await found('status=dissolved')).toEqual([empty.id])
  })

  test('show leaders to those who may see members only; a province sees all its teams, a page at a time', async () => {
    const { team, members } = await teamOf(['leader'])
    const lineFor = async (who: BuiltSession) =>
      (await get(`/api/teams/${team.id}`, who)) as { leader: string | null; members: number }
    expect(await lineFor(officer)).toMatchObject({ leader: members[0]?.name, members: 1 })
    expect(await lineFor(await build.officer('auditor', commune))).toMatchObject({ leader: null, members: 1 })
    expect(await lineFor(await build.officer('youth_officer', province))).toMatchObject({ leader: null, members: 1 })
    const ofProvince = await build.officer('province_officer', province)
    const page = await get(`/api/places/${province.id}/teams?page=2`, ofProvince)
    expect(page).toMatchObject({ teams: [], pageSize: 50 })
    expect(page.total.teams).toBeGreaterThan(4)
  })

  test('coverage names the hamlets and communes without a living team', async () => {
    const place = await build.commune(province, { name: 'Phủ' })
    const [one, two] = [await build.hamlet(place, { name: 'Một' }), await build.hamlet(place, { name: 'Hai' })]
    const team = await build.team(one)
    const mine = await build.officer('commune_officer', place)
    expect(await get(`/api/places/${place.id}/coverage`, mine)).toMatchObject({
      level: 'hamlet',
      places: 2,
      covered: 1,
      without: [{ id: two.id, title: 'Ấp Hai', above: 'Xã Phủ' }],
    })
    const ofProvince = await build.officer('province_officer', province)
    const before = await get(`/api/places/${province.id}/coverage`, ofProvince)
    await post(`/api/teams/${team.id}/dissolve`, { on: today }, mine)
    const after = await get(`/api/places/${province.id}/coverage`, ofProvince)
    expect(after.covered).toBe(before.covered - 1)
    expect(after.without.map(({ id }: { id: string }) => id)).toContain(place.id)
    expect(await get(`/api/places/${province.id}/coverage?page=9`, ofProvince)).toMatchObject({ without: [] })
  })

  test('members: leader, deputies, members, each by the given name', async () => {
    const team = await build.team(await build.hamlet(commune))
    await build.member(team, { name: 'Trần Văn Út' })
    await build.member(team, { name: 'Trần Văn Ánh' })
    await build.member(team, { name: 'Lê Thị Bé', role: 'deputy' })
    await build.member(team, { name: 'Vũ Hòa', role: 'leader' })
    const { members } = await get(`/api/teams/${team.id}/members`)
    expect(members.map(({ name }: { name: string }) => name)).toEqual([
      'Vũ Hòa',
      'Lê Thị Bé',
      'Trần Văn Ánh',
      'Trần Văn Út',
    ])
    expect(members[0]).toMatchObject({ account: 'none', phone: expect.stringMatching(/^\+849/) })
  })
})

describe('teams', () => {
  test('are set up by a commune on its own hamlets, once under a name, and count in the figures', async () => {
    const hamlet = await build.hamlet(commune, { name: 'Tân Lập' })
    const made = (await post(`/api/places/${hamlet.id}/teams`, { establishedOn: '2022-04-01' })).json()
    expect(made.name).toBe('Tổ CNSCĐ ấp Tân Lập')
    expect((await post(`/api/places/${hamlet.id}/teams`, {})).json()).toMatchObject({ code: 'team.name-taken' })
    expect((await post(`/api/places/${hamlet.id}/teams`, { name: 'Tổ CNSCĐ Ấp  TÂN LẬP' })).json()).toMatchObject({
      code: 'team.name-taken',
    })
    expect(await stocksOf(made.id)).toEqual({ 'teams.active': 1 })
    expect(await revOf(made.id)).toBe(1)
    const outside = await build.hamlet()
    expect((await post(`/api/places/${outside.id}/teams`, {})).json()).toMatchObject({ code: 'not-found' })
    const ofProvince = await build.officer('province_officer', province)
    expect((await post(`/api/places/${province.id}/teams`, {}, ofProvince)).json()).toMatchObject({
      code: 'team.place',
    })
  })

  test('are changed with a new revision; a dissolved one is closed and its members have left', async () => {
    const { team } = await teamOf(['leader', 'member'])
    const before = await revOf(team.id)
    expect((await patch(`/api/teams/${team.id}`, { decisionNumber: '12/QĐ-UBND', status: 'pilot' })).statusCode).toBe(
      204,
    )
    expect(await get(`/api/teams/${team.id}`)).toMatchObject({ decisionNumber: '12/QĐ-UBND', status: 'pilot' })
    expect(await revOf(team.id)).toBe(before + 1)
    expect((await post(`/api/teams/${team.id}/dissolve`, { on: today })).statusCode).toBe(204)
    expect(await get(`/api/teams/${team.id}`)).toMatchObject({ status: 'dissolved', dissolvedOn: today, members: 0 })
    expect(await stocksOf(team.id)).toEqual({})
    expect((await patch(`/api/teams/${team.id}`, { name: 'Khác' })).json()).toMatchObject({ code: 'team.dissolved' })
    const other = await build.team(await build.hamlet(commune))
    const tomorrow = addDays(today, 1)
    expect((await post(`/api/teams/${other.id}/dissolve`, { on: tomorrow })).json()).toMatchObject({
      code: 'day.ahead',
    })
  })

  test('cannot take the name of another living team of the place', async () => {
    const hamlet = await build.hamlet(commune)
    await build.team(hamlet, { name: 'Tổ Một' })
    const two = await build.team(hamlet, { name: 'Tổ Hai' })
    expect((await patch(`/api/teams/${two.id}`, { name: 'tổ  một' })).json()).toMatchObject({ code: 'team.name-taken' })
  })
})

describe('members', () => {
  const add = (team: BuiltTeam, body: object, who = officer) =>
    post(`/api/teams/${team.id}/members`, { name: 'Nguyễn Thị Bé', role: 'member', ...body }, who)

  test('are added; the same name and phone is the same person in two teams', async () => {
    const [{ team: one }, { team: two }] = [await teamOf([]), await teamOf([])]
    const first = (await add(one, { phone: '+84911111111', sex: 'nu', role: 'leader' })).json()
    const second = (await add(two, { phone: '+84911111111', name: 'NGUYỄN THỊ BÉ' })).json()
    expect(second.memberId).toBe(first.memberId)
    expect(await stocksOf(one.id)).toEqual({ 'teams.active': 1, members: 1, 'members.leader': 1, 'members.women': 1 })
    expect(await stocksOf(two.id)).toEqual({ 'teams.active': 1, members: 1, 'members.women': 1 })
    expect((await add(two, { phone: '+84911111111' })).json()).toMatchObject({ code: 'member.already-in-team' })
    expect((await add(one, { phone: '0911111111' })).json()).toMatchObject({ code: 'input.invalid' })
  })

  test('are changed with a new revision in every team they are in', async () => {
    const [{ team: one }, { team: two }] = [await teamOf([]), await teamOf([])]
    const { id } = (await add(one, { phone: '+84911111112' })).json()
    await add(two, { phone: '+84911111112' })
    const [before, other] = [await revOf(one.id), await revOf(two.id)]
    await patch(`/api/teams/${one.id}/members/${id}`, { phone: '+84911111113', role: 'deputy', position: 'Trưởng ấp' })
    expect([await revOf(one.id), await revOf(two.id)]).toEqual([before + 1, other + 1])
    const { members } = await get(`/api/teams/${two.id}/members`)
    expect(members).toMatchObject([{ phone: '+84911111113', role: 'member', position: null }])
    expect((await get(`/api/teams/${one.id}/members`)).members).toMatchObject([
      { role: 'deputy', position: 'Trưởng ấp' },
    ])
    const { rows } = await sql`select from membership s join team_revision r using (team_id) where s.rev = r.rev
      and s.team_id in (${one.id}, ${two.id})`.execute(db.owner)
    expect(rows).toHaveLength(2)
  })

  test('a leader keeps the own list, but leaders are named by the office', async () => {
    const { team, members } = await teamOf(['leader', 'member'])
    const [leader, plain] = members
    if (!leader || !plain) throw new Error('two members were built')
    const asLeader = await build.signIn(leader)
    expect((await add(team, {}, asLeader)).statusCode).toBe(200)
    expect((await add(team, { role: 'deputy' }, asLeader)).json()).toMatchObject({ code: 'member.leaders-by-office' })
    const url = `/api/teams/${team.id}/members`
    expect((await patch(`${url}/${plain.membershipId}`, { role: 'leader' }, asLeader)).json()).toMatchObject({
      code: 'member.leaders-by-office',
    })
    expect((await patch(`${url}/${plain.membershipId}`, { organisation: 'Hội Nông dân' }, asLeader)).statusCode).toBe(
      204,
    )
    expect((await post(`${url}/${leader.membershipId}/leave`, { on: today }, asLeader)).json()).toMatchObject({
      code: 'member.leaders-by-office',
    })
    expect((await add(team, {}, await build.signIn(plain))).json()).toMatchObject({ code: 'not-allowed' })
  })

  test('a leader cannot change a person who is also in a team of another', async () => {
    const { team, members } = await teamOf(['leader'])
    const { team: other } = await teamOf([])
    const { id } = (await add(team, { phone: '+84911111114' })).json()
    await add(other, { phone: '+84911111114' })
    const [leader] = members
    if (!leader) throw new Error('a leader was built')
    const asLeader = await build.signIn(leader)
    const url = `/api/teams/${team.id}/members/${id}`
    expect((await patch(url, { phone: '+84911111115' }, asLeader)).json()).toMatchObject({
      code: 'member.in-other-team',
    })
    expect((await patch(url, { position: 'Tổ viên' }, asLeader)).statusCode).toBe(204)
  })

  test('who leaves keeps a row for the phones and is no longer the team’s to see', async () => {
    const { team, members } = await teamOf(['leader', 'member'])
    const [leader, plain] = members
    if (!leader || !plain) throw new Error('two members were built')
    const before = await revOf(team.id)
    expect((await post(`/api/teams/${team.id}/members/${plain.membershipId}/leave`, { on: today })).statusCode).toBe(
      204,
    )
    expect(await stocksOf(team.id)).toEqual({ 'teams.active': 1, members: 1, 'members.leader': 1 })
    expect((await get(`/api/teams/${team.id}/members`)).members).toHaveLength(1)
    const { scope } = await build.actor(await build.signIn(leader))
    const seen = await inScope(db.app, scope, async (trx) => ({
      persons: (await sql`select from member where id = ${plain.id}`.execute(trx)).rows.length,
      row: (
        await sql<{ left_on: string; rev: number }>`
        select left_on, rev from membership where id = ${plain.membershipId}`.execute(trx)
      ).rows[0],
    }))
    expect(seen).toEqual({ persons: 0, row: { left_on: today, rev: before + 1 } })
  })

  test('nobody leaves before they joined, or tomorrow', async () => {
    const team = await build.team(await build.hamlet(commune))
    const member = await build.member(team, { joinedOn: '2026-01-15' })
    const leave = (on: string) => post(`/api/teams/${team.id}/members/${member.membershipId}/leave`, { on })
    expect((await leave('2026-01-14')).json()).toMatchObject({ code: 'member.left-before' })
    expect((await leave(addDays(today, 1))).json()).toMatchObject({ code: 'day.ahead' })
    expect((await leave('2026-01-15')).statusCode).toBe(204)
  })

  test('a move raises both counters, ends one membership and begins another', async () => {
    const { team: from, members } = await teamOf(['member'])
    const { team: to } = await teamOf([])
    const [person] = members
    if (!person) throw new Error('a member was built')
    await sql`update membership set position = 'Công an viên' where id = ${person.membershipId}`.execute(db.owner)
    const before = { from: await revOf(from.id), to: await revOf(to.id) }
    const url = `/api/teams/${from.id}/members/${person.membershipId}/move`
    const moved = await post(url, { toTeamId: to.id, on: today })
    expect(moved.statusCode).toBe(200)
    expect([await revOf(from.id), await revOf(to.id)]).toEqual([before.from + 1, before.to + 1])
    expect((await get(`/api/teams/${to.id}/members`)).members).toMatchObject([
      { id: moved.json().id, memberId: person.id, position: 'Công an viên', joinedOn: today },
    ])
    const { rows } =
      await sql`select s.team_id, s.left_on, s.rev, m.team_ids from membership s join member m on m.id = s.member_id
      where member_id = ${person.id} order by s.left_on`.execute(db.owner)
    expect(rows).toEqual([
      { team_id: from.id, left_on: today, rev: before.from + 1, team_ids: [to.id] },
      { team_id: to.id, left_on: null, rev: before.to + 1, team_ids: [to.id] },
    ])
    expect(await stocksOf(from.id)).toEqual({ 'teams.active': 1 })
    expect(await stocksOf(to.id)).toEqual({ 'teams.active': 1, members: 1 })
    expect((await post(url, { toTeamId: to.id, on: today })).json()).toMatchObject({ code: 'not-found' })
  })

  test('two moves the opposite way at once wait for one another and both succeed', async () => {
    const [a, b] = [await teamOf(['member', 'member', 'member']), await teamOf(['member', 'member', 'member'])]
    const move = (from: BuiltTeam, to: BuiltTeam, membership = '') =>
      post(`/api/teams/${from.id}/members/${membership}/move`, { toTeamId: to.id, on: today })
    const answers = await Promise.all([
      ...a.members.map((member) => move(a.team, b.team, member.membershipId)),
      ...b.members.map((member) => move(b.team, a.team, member.membershipId)),
    ])
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200, 200, 200])
  })

  test('nobody moves a member to a team outside their charge', async () => {
    const { team, members } = await teamOf(['member'])
    const outside = await build.team()
    const url = `/api/teams/${team.id}/members/${members[0]?.membershipId}/move`
    expect((await post(url, { toTeamId: outside.id, on: today })).json()).toMatchObject({ code: 'not-found' })
    expect((await post(url, { toTeamId: team.id, on: today })).json()).toMatchObject({ code: 'member.same-team' })
  })

  test('a lost phone is signed out by the office', async () => {
    const { team, members } = await teamOf(['member'])
    const [member] = members
    if (!member) throw new Error('a member was built')
    const phone = await build.signIn(member)
    expect((await app.request('GET', '/api/me', phone)).statusCode).toBe(200)
    expect((await post(`/api/teams/${team.id}/members/${member.membershipId}/sign-out`, {})).json()).toEqual({
      ended: 1,
    })
    expect((await app.request('GET', '/api/me', phone)).statusCode).toBe(401)
  })
})

describe('row-level security', () => {
  const tables = ['team', 'member', 'membership', 'invitation', 'roster_import'] as const
  const none = { account: null, teams: [], provinces: [], communes: [] }

  test('without a scope no row; with another province’s none of ours', async () => {
    const { team, members } = await teamOf(['leader', 'member'])
    const [, member] = members
    await post(`/api/teams/${team.id}/invitations`, { membershipId: member?.membershipId })
    const other = await build.province()
    const rowsSeen = (provinces: string[]) =>
      inScope(db.app, { ...none, provinces }, async (trx) => {
        const seen: Record<string, number> = {}
        for (const table of tables) {
          const { rows } = await sql<{ count: number }>`
            select count(*) from ${sql.table(table)} where province_id = ${province.id}`.execute(trx)
          seen[table] = rows[0]?.count ?? 0
        }
        return seen
      })
    const nothing = { team: 0, member: 0, membership: 0, invitation: 0, roster_import: 0 }
    expect(await rowsSeen([])).toEqual(nothing)
    expect(await rowsSeen([other.id])).toEqual(nothing)
    const ours = await rowsSeen([province.id])
    for (const table of ['team', 'member', 'membership', 'invitation']) expect(ours[table]).toBeGreaterThan(0)
  })

  test('a commune’s team list is seen through its commune, its persons only through its teams', async () => {
    const { team, members } = await teamOf(['leader'])
    const seen = await inScope(db.app, { ...none, communes: [commune.id] }, async (trx) => ({
      teams: (await sql`select from team where id = ${team.id}`.execute(trx)).rows.length,
      persons: (await sql`select from member where id = ${members[0]?.id ?? null}`.execute(trx)).rows.length,
    }))
    expect(seen).toEqual({ teams: 1, persons: 0 })
  })

  test('a write outside the scope is refused by the database too', async () => {
    const { team } = await teamOf(['leader'])
    const outside = await build.team()
    await expect(
      inScope(db.app, { ...none, teams: [team.id] }, (trx) =>
        sql`insert into member (id, province_id, team_ids, name, folded, name_key)
          values (gen_random_uuid(), ${province.id}, array[${outside.id}]::uuid[], 'X', 'x', 'x')`.execute(trx),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})
