import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/server/http/transaction.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import {
  type Builders,
  type BuiltMember,
  type BuiltPlace,
  type BuiltSession,
  type BuiltTeam,
  testPublicUrl,
} from '#platform/testing/builders.ts'
import { readPdf } from '#platform/testing/pdf-text.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import { acceptInvitation } from './accept-invitation.ts'

let db: TestDb
let build: Builders
let app: TestApp
let commune: BuiltPlace
let officer: BuiltSession
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
  commune = await build.commune()
  officer = await build.officer('commune_officer', commune)
})
afterAll(() => closeTestWorld({ db, app }))

const teamOf = async (...roles: BuiltMember['role'][]) => {
  const team = await build.team(await build.hamlet(commune))
  const members: BuiltMember[] = []
  for (const role of roles) members.push(await build.member(team, { role }))
  return { team, members, first: members[0] ?? (await build.member(team)) }
}
const inviteAs = (who: BuiltSession, team: BuiltTeam, member: BuiltMember) =>
  app.request('POST', `/api/teams/${team.id}/invitations`, who, { membershipId: member.membershipId })
const invite = async (team: BuiltTeam, member: BuiltMember) => (await inviteAs(officer, team, member)).json()
const open = (code: string) => app.request('POST', '/api/invitations/open', null, { code })
const accept = (code: string, change: object = {}) =>
  app.request('POST', '/api/invitations/accept', null, { code, password: 'tám ký tự', deviceName: 'Máy Út', ...change })
const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe('the life of an invitation', () => {
  test('opened it says little; accepted it makes an account that is signed in; then it is used up', async () => {
    const { team, first } = await teamOf('member')
    const { code, link } = await invite(team, first)
    expect(link).toBe(`${testPublicUrl}/app/i#${code}`)
    const opened = (await open(code.toLowerCase().replaceAll('-', ' '))).json()
    expect(opened).toEqual({
      team: team.name,
      commune: `Xã ${commune.name}`,
      initial: expect.stringMatching(/^.…$/),
      purpose: 'join',
      hasAccount: false,
      needsSignInName: false,
      minimumPassword: 8,
    })
    expect(JSON.stringify(opened)).not.toContain(first.name)
    const accepted = (await accept(code)).json()
    expect(accepted).toMatchObject({ memberId: first.id, teamId: team.id })
    const me = (await app.request('GET', '/api/me', as(accepted.token))).json()
    expect(me).toMatchObject({ memberId: first.id, name: first.name, mustChangePassword: false })
    expect(me.grants).toMatchObject([{ role: 'member', on: team.id }])
    expect((await accept(code)).json()).toMatchObject({ code: 'invitation.used' })
    expect((await open(code)).json()).toMatchObject({ code: 'invitation.used' })
    const signIn = { username: first.phone, password: 'tám ký tự', device: 'máy khác' }
    expect((await app.request('POST', '/api/auth/sign-in/username', null, signIn)).statusCode).toBe(200)
    const { members } = (await app.request('GET', `/api/teams/${team.id}/members`, officer)).json()
    expect(members).toMatchObject([{ account: 'active' }])
  })

  test('wrong, expired and revoked codes are told apart; a short password uses nothing up', async () => {
    const { team, first } = await teamOf('member')
    const { code, id } = await invite(team, first)
    expect((await open('ABCD')).json()).toMatchObject({ code: 'invitation.wrong' })
    expect((await open('2345-6789-BCFG-HJKM')).json()).toMatchObject({ code: 'invitation.wrong' })
    expect((await accept(code, { password: 'ngắn' })).json()).toMatchObject({ code: 'auth.password-short' })
    await sql`update invitation set expires_at = now() where id = ${id}`.execute(db.owner)
    expect((await open(code)).json()).toMatchObject({ code: 'invitation.expired' })
    expect((await accept(code)).json()).toMatchObject({ code: 'invitation.expired' })
    await sql`update invitation set expires_at = now() + interval '1 hour' where id = ${id}`.execute(db.owner)
    expect((await open(code)).statusCode).toBe(200)
    const url = `/api/teams/${team.id}/invitations`
    expect((await app.request('GET', url, officer)).json().invitations).toMatchObject([
      { id, membershipId: first.membershipId },
    ])
    expect((await app.request('DELETE', `${url}/${id}`, officer)).statusCode).toBe(204)
    expect((await open(code)).json()).toMatchObject({ code: 'invitation.revoked' })
    expect((await app.request('DELETE', `${url}/${id}`, officer)).statusCode).toBe(404)
    expect((await app.request('GET', url, officer)).json()).toEqual({ invitations: [] })
  })

  test('it lasts to the end of the fourteenth day', async () => {
    const { team, first } = await teamOf('member')
    const { expiresAt } = await invite(team, first)
    const days = (Date.parse(expiresAt) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(14)
    expect(days).toBeLessThanOrEqual(15)
    expect(dayInVietnam(Date.parse(expiresAt) - 1)).not.toBe(dayInVietnam(Date.parse(expiresAt)))
  })

  test('a newer one ends the earlier; only a hash is kept', async () => {
    const { team, first } = await teamOf('member')
    const [old, fresh] = [await invite(team, first), await invite(team, first)]
    expect((await open(old.code)).json()).toMatchObject({ code: 'invitation.revoked' })
    expect((await open(fresh.code)).statusCode).toBe(200)
    const { rows } = await sql`select * from invitation where id = ${fresh.id}`.execute(db.owner)
    expect(JSON.stringify(rows)).not.toContain(fresh.code)
    expect(app.log().join('')).not.toContain(fresh.code)
  })

  test('while its password is hashed no connection is held', async () => {
    const { team, first } = await teamOf('member')
    const { code } = await invite(team, first)
    const { password } = await build.identity.auth.$context
    const hash = password.hash
    const held: number[] = []
    password.hash = (text) => {
      held.push(db.pools.app.totalCount - db.pools.app.idleCount)
      return hash(text)
    }
    const nobody = { account: null, teams: [], provinces: [], communes: [] }
    const transaction: Parameters<typeof acceptInvitation>[0] = (work) =>
      inTransaction(db.app, nobody, false, (trx) => work({ trx, audit: async () => {} }))
    const acceptance = { code, password: 'tám ký tự', deviceName: 'Máy Út' }
    const accepted = await acceptInvitation(transaction, build.identity, acceptance)
    password.hash = hash
    expect(accepted.memberId).toBe(first.id)
    expect(held).toEqual([0])
  })

  test('two phones at once: one gets the account', async () => {
    const { team, first } = await teamOf('member')
    const { code } = await invite(team, first)
    const answers = await Promise.all([accept(code), accept(code)])
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 410])
  })

  test('who left the team, and whose team was dissolved, cannot come in', async () => {
    const { team, members } = await teamOf('member', 'member')
    const [one, two] = members
    if (!one || !two) throw new Error('two members were built')
    const codes = [await invite(team, one), await invite(team, two)]
    const on = dayInVietnam(Date.now())
    await app.request('POST', `/api/teams/${team.id}/members/${one.membershipId}/leave`, officer, { on })
    expect((await accept(codes[0].code)).json()).toMatchObject({ code: 'invitation.revoked' })
    await app.request('POST', `/api/teams/${team.id}/dissolve`, officer, { on })
    expect((await open(codes[1].code)).json()).toMatchObject({ code: 'invitation.revoked' })
    expect((await accept(codes[1].code)).json()).toMatchObject({ code: 'invitation.revoked' })
  })
})

describe('names to sign in with', () => {
  test('a member without a phone gives one, or a user name', async () => {
    const team = await build.team(await build.hamlet(commune))
    const member = await build.member(team, { phone: null })
    const { code } = await invite(team, member)
    expect((await open(code)).json()).toMatchObject({ needsSignInName: true })
    expect((await accept(code)).json()).toMatchObject({ code: 'invitation.needs-name' })
    expect((await accept(code, { signInName: 'ố là là' })).json()).toMatchObject({ code: 'account.sign-in-name' })
    expect((await accept(code, { signInName: 'Ut.Chin' })).statusCode).toBe(200)
  })

  test('a number that has an account already is told; another name helps', async () => {
    const phone = '+84977000111'
    const team = await build.team(await build.hamlet(commune))
    const [wife, husband] = [await build.member(team, { phone }), await build.member(team, { phone })]
    expect((await accept((await invite(team, wife)).code)).statusCode).toBe(200)
    const { code } = await invite(team, husband)
    expect((await accept(code)).json()).toMatchObject({ code: 'account.name-taken' })
    expect((await accept(code, { signInName: 'ong.xa' })).statusCode).toBe(200)
  })
})

describe('a member of two teams', () => {
  test('has one account: the second invitation is accepted with it', async () => {
    const [{ team: one }, { team: two }] = [await teamOf(), await teamOf()]
    const body = { name: 'Lê Văn Hai', phone: '+84977000222', role: 'member' }
    const add = async (team: BuiltTeam) =>
      (await app.request('POST', `/api/teams/${team.id}/members`, officer, body)).json()
    const first = await add(one)
    const inviteTo = async (team: BuiltTeam, membershipId: string) =>
      (await app.request('POST', `/api/teams/${team.id}/invitations`, officer, { membershipId })).json()
    const { token, accountId } = (await accept((await inviteTo(one, first.id)).code)).json()
    const second = await add(two)
    expect(second.memberId).toBe(first.memberId)
    const { code } = await inviteTo(two, second.id)
    expect((await open(code)).json()).toMatchObject({ hasAccount: true })
    expect((await accept(code)).json()).toMatchObject({ code: 'invitation.has-account' })
    const stranger = await build.signIn((await teamOf('member')).first)
    const link = (who: Parameters<TestApp['request']>[2]) => app.request('POST', '/api/invitations/link', who, { code })
    expect((await link(stranger)).json()).toMatchObject({ code: 'invitation.other-person' })
    expect((await link(as(token))).json()).toEqual({ memberId: first.memberId, teamId: two.id })
    const me = (await app.request('GET', '/api/me', as(token))).json()
    expect(me.accountId).toBe(accountId)
    expect(me.grants.map(({ on }: { on: string }) => on).sort()).toEqual([one.id, two.id].sort())
    expect((await link(as(token))).json()).toMatchObject({ code: 'invitation.used' })
  })

  test('an officer without a team becomes a member with the account there is', async () => {
    const { team, first } = await teamOf('member')
    const { code } = await invite(team, first)
    const someone = await build.officer('auditor', commune)
    expect((await app.request('POST', '/api/invitations/link', someone, { code })).statusCode).toBe(200)
    expect((await app.request('GET', '/api/me', someone)).json()).toMatchObject({ memberId: first.id })
  })
})

describe('who invites whom', () => {
  test('the office invites leaders, a leader members, a member nobody', async () => {
    const { team, members } = await teamOf('leader', 'member', 'leader')
    const [leader, member, other] = members
    if (!leader || !member || !other) throw new Error('three members were built')
    const asLeader = await build.signIn(leader)
    expect((await inviteAs(asLeader, team, member)).statusCode).toBe(200)
    expect((await inviteAs(asLeader, team, other)).json()).toMatchObject({ code: 'member.leaders-by-office' })
    expect((await inviteAs(officer, team, other)).statusCode).toBe(200)
    expect((await inviteAs(await build.signIn(member), team, member)).json()).toMatchObject({ code: 'not-allowed' })
    const elsewhere = await build.officer('commune_officer', await build.commune())
    expect((await inviteAs(elsewhere, team, member)).json()).toMatchObject({ code: 'not-found' })
    const { team: another, first } = await teamOf('member')
    expect((await inviteAs(officer, team, first)).json()).toMatchObject({ code: 'not-found' })
    expect((await inviteAs(asLeader, another, first)).json()).toMatchObject({ code: 'not-found' })
  })
})

describe('slips', () => {
  const codesIn = (text: string) => text.match(/[2-9BCFGHJKMNPQRSTVXZ]{4}(-[2-9BCFGHJKMNPQRSTVXZ]{4}){3}/g) ?? []

  test('are a PDF with name, team, code and last day; each code works once', async () => {
    const place = await build.commune()
    const team = await build.team(await build.hamlet(place, { name: 'Kênh Ruộng' }))
    const mine = await build.officer('commune_officer', place)
    for (const name of ['Nguyễn Thị Thuở', 'Đỗ Quỳnh', 'Lữ Ỷ', 'A', 'B', 'C', 'D']) await build.member(team, { name })
    const answer = await app.request('POST', `/api/teams/${team.id}/slips`, mine, {})
    expect(answer.headers['content-type']).toBe('application/pdf')
    const { text, pages } = readPdf(answer.rawPayload)
    for (const word of ['Nguyễn Thị Thuở', 'Đỗ Quỳnh', 'Lữ Ỷ', 'ấp Kênh Ruộng', 'Thành viên', '127.0.0.1:3000/app/i'])
      expect(text).toContain(word)
    expect(pages).toBe(2)
    const codes = codesIn(text)
    expect(new Set(codes).size).toBe(7)
    for (const code of codes) expect((await open(code)).statusCode).toBe(200)
  })

  test('of leaders for a whole place; who has an account needs none', async () => {
    const place = await build.commune()
    const mine = await build.officer('commune_officer', place)
    const leaders: BuiltMember[] = []
    for (let number = 0; number < 3; number++) {
      const team = await build.team(await build.hamlet(place))
      leaders.push(await build.member(team, { role: 'leader' }))
      await build.member(team)
    }
    const slips = async (body = {}) => app.request('POST', `/api/places/${place.id}/slips`, mine, body)
    expect(codesIn(readPdf((await slips()).rawPayload).text)).toHaveLength(3)
    expect(codesIn(readPdf((await slips({ teamIds: [leaders[0]?.teamId] })).rawPayload).text)).toHaveLength(1)
    for (const leader of leaders) await build.signIn(leader)
    expect((await slips()).json()).toMatchObject({ code: 'invitation.nobody' })
  })
})
