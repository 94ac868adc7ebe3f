import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Builders, BuiltMember, BuiltPlace, BuiltSession, BuiltTeam } from '#platform/testing/builders.ts'
import { readPdf } from '#platform/testing/pdf-text.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'

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

const teamWith = async (role: BuiltMember['role'] = 'member') => {
  const team = await build.team(await build.hamlet(commune))
  const member = await build.member(team, { role })
  return { team, member, session: await build.signIn(member) }
}
const pathOf = (team: BuiltTeam, member: BuiltMember) => `/api/teams/${team.id}/members/${member.membershipId}`
const invitePassword = (who: BuiltSession, team: BuiltTeam, member: BuiltMember) =>
  app.request('POST', `${pathOf(team, member)}/password`, who)
const open = (code: string) => app.request('POST', '/api/invitations/open', null, { code })
const accept = (code: string, password = 'mật khẩu mới') =>
  app.request('POST', '/api/invitations/accept', null, { code, password, deviceName: 'Máy mới' })
const signIn = async (username: string, password: string) =>
  (await app.request('POST', '/api/auth/sign-in/username', null, { username, password, device: 'Máy mới' })).statusCode
const me = (who: Parameters<TestApp['request']>[2]) => app.request('GET', '/api/me', who)
const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe('who forgot the password', () => {
  test('chooses a new one with a code from the leader: the same account, the old password and sessions are over', async () => {
    const { team, member, session } = await teamWith()
    const leader = await build.signIn(await build.member(team, { role: 'leader' }))
    for (let wrong = 0; wrong < 11; wrong++) await signIn(member.phone, 'quên mất rồi')
    expect(await signIn(member.phone, build.password)).toBe(429)
    const made = await invitePassword(leader, team, member)
    const { code, link, expiresAt } = made.json()
    expect(link).toContain(`#${code}`)
    expect((Date.parse(expiresAt) - Date.now()) / 86_400_000).toBeLessThanOrEqual(4)
    expect((await open(code)).json()).toMatchObject({ purpose: 'password', hasAccount: true, needsSignInName: false })
    expect((await me(session)).statusCode).toBe(200)
    expect((await accept(code, 'ngắn')).json()).toMatchObject({ code: 'auth.password-short' })
    const accepted = (await accept(code)).json()
    expect(accepted).toMatchObject({ accountId: session.accountId, memberId: member.id, teamId: team.id })
    expect((await me(session)).statusCode).toBe(401)
    expect((await me(as(accepted.token))).json()).toMatchObject({ memberId: member.id })
    expect(await signIn(member.phone, build.password)).toBe(401)
    expect(await signIn(member.phone, 'mật khẩu mới')).toBe(200)
    expect((await accept(code)).json()).toMatchObject({ code: 'invitation.used' })
    const auditor = await build.officer('auditor', commune)
    const { lines } = (await app.request('GET', `/api/places/${commune.id}/audit?team=${team.id}`, auditor)).json()
    expect(lines.slice(0, 2)).toMatchObject([
      { action: 'password.reset', who: { accountId: session.accountId }, team: { id: team.id } },
      { action: 'password.invite', who: { accountId: leader.accountId }, subject: { kind: 'member', id: member.id } },
    ])
  })

  test('a newer code ends the earlier; who was locked meanwhile or holds an office gets none', async () => {
    const { team, member, session } = await teamWith()
    const old = (await invitePassword(officer, team, member)).json().code
    const fresh = (await invitePassword(officer, team, member)).json().code
    expect((await accept(old)).json()).toMatchObject({ code: 'invitation.revoked' })
    const administrator = await build.officer('administrator', commune)
    const role = { accountId: session.accountId, role: 'auditor' }
    await db.owner.updateTable('account').set({ state: 'disabled' }).where('id', '=', session.accountId).execute()
    expect((await accept(fresh)).json()).toMatchObject({ code: 'auth.disabled' })
    await db.owner
      .updateTable('account')
      .set({ state: 'active', place_id: commune.id })
      .where('id', '=', session.accountId)
      .execute()
    expect((await app.request('POST', `/api/places/${commune.id}/roles`, administrator, role)).statusCode).toBe(200)
    expect((await accept(fresh)).json()).toMatchObject({ code: 'account.reaches-further' })
    expect((await invitePassword(officer, team, member)).json()).toMatchObject({ code: 'account.reaches-further' })
    expect((await accept(fresh)).statusCode).toBe(403)
  })

  test('leaders ask their commune; deputies and members make no codes; without an account one is invited', async () => {
    const { team, member: leader } = await teamWith('leader')
    const asLeader = await build.signIn(leader)
    const deputy = await build.member(team, { role: 'deputy' })
    const asDeputy = await build.signIn(deputy)
    const member = await build.member(team)
    expect((await invitePassword(asLeader, team, member)).json()).toMatchObject({ code: 'member.no-account' })
    await build.signIn(member)
    expect((await invitePassword(asDeputy, team, member)).json()).toMatchObject({ code: 'not-allowed' })
    expect((await invitePassword(asLeader, team, deputy)).json()).toMatchObject({ code: 'member.leaders-by-office' })
    expect((await invitePassword(asLeader, team, leader)).json()).toMatchObject({ code: 'member.leaders-by-office' })
    expect((await accept((await invitePassword(officer, team, leader)).json().code)).statusCode).toBe(200)
  })

  test('of a member of two teams only who is in charge of both; an ordinary invitation sets no password', async () => {
    const { team, member, session } = await teamWith()
    const far = await build.commune({ ...commune, id: commune.provinceId, path: commune.path.slice(0, 2) })
    const other = await build.team(await build.hamlet(far))
    const province = { ...commune, id: commune.provinceId, level: 'province' as const }
    const above = await build.officer('province_officer', province)
    const body = { name: member.name, phone: member.phone, role: 'member' }
    const second = await app.request('POST', `/api/teams/${other.id}/members`, above, body)
    expect(second.json().memberId).toBe(member.id)
    expect((await invitePassword(officer, team, member)).json()).toMatchObject({ code: 'member.password-by-above' })
    const theirs = await build.officer('commune_officer', far)
    const invited = await app.request('POST', `/api/teams/${other.id}/invitations`, theirs, {
      membershipId: second.json().id,
    })
    expect((await accept(invited.json().code)).json()).toMatchObject({ code: 'invitation.has-account' })
    expect((await me(session)).statusCode).toBe(200)
    expect((await accept((await invitePassword(above, team, member)).json().code)).statusCode).toBe(200)
  })

  test('or gets a slip on paper', async () => {
    const { team, member } = await teamWith('leader')
    const slip = await app.request('POST', `${pathOf(team, member)}/password-slip`, officer)
    expect(slip.headers['content-type']).toBe('application/pdf')
    const { text, pages } = readPdf(slip.rawPayload)
    expect(pages).toBe(1)
    expect(text).toContain('Phiếu đặt lại mật khẩu')
    expect(text).toContain(member.name)
    const [code = ''] = text.match(/[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/) ?? []
    expect((await accept(code)).statusCode).toBe(200)
  })
})

describe('a new phone number', () => {
  const change = (team: BuiltTeam, member: BuiltMember, phone: string | null) =>
    app.request('PATCH', pathOf(team, member), officer, { phone })

  test('is the new name to sign in with, at once; the old number opens nothing, the sessions go on', async () => {
    const { team, member, session } = await teamWith()
    expect((await change(team, member, '+84988000111')).statusCode).toBe(204)
    expect(await signIn(member.phone, build.password)).toBe(401)
    expect(await signIn('0988 000 111', build.password)).toBe(200)
    expect((await me(session)).json()).toMatchObject({ signInName: '+84988000111' })
    // Whoever gets the old number later may have an account by it.
    const heir = await build.member(team, { phone: member.phone })
    const invited = await app.request('POST', `/api/teams/${team.id}/invitations`, officer, {
      membershipId: heir.membershipId,
    })
    expect((await accept(invited.json().code)).statusCode).toBe(200)
    expect(await signIn(member.phone, 'mật khẩu mới')).toBe(200)
  })

  test('of another account is refused with a reason, and nothing is changed', async () => {
    const { team, member } = await teamWith()
    const { member: other } = await teamWith()
    expect((await change(team, member, other.phone)).json()).toMatchObject({ code: 'account.name-taken' })
    const { members } = (await app.request('GET', `/api/teams/${team.id}/members`, officer)).json()
    expect(members).toMatchObject([{ phone: member.phone }])
    expect(await signIn(member.phone, build.password)).toBe(200)
  })

  test('leaves a user name, and the name of who has no number now, as they are', async () => {
    const team = await build.team(await build.hamlet(commune))
    const member = await build.member(team, { phone: null })
    const { signInName } = await build.signIn(member)
    await change(team, member, '+84988000222')
    expect([await signIn(signInName, build.password), await signIn('0988000222', build.password)]).toEqual([200, 401])
    const { team: second, member: numbered } = await teamWith()
    await change(second, numbered, null)
    expect(await signIn(numbered.phone, build.password)).toBe(200)
  })

  test('the application can give no account another name than its member’s number', async () => {
    const { member, session } = await teamWith()
    const rename = (becomes: string) =>
      db.app
        .selectNoFrom(({ fn, val }) =>
          fn<boolean>('sign_in_by_new_phone', [val(session.accountId), val(member.phone), val(becomes)]).as('followed'),
        )
        .execute()
    await rename('+84900000000')
    expect((await me(session)).json()).toMatchObject({ signInName: member.phone })
  })
})
