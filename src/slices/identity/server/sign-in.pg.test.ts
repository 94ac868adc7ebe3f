import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Builders, testSecret } from '#platform/testing/builders.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import { attempts } from './auth-options.ts'
import { createIdentity } from './identity.ts'
import { createSessionLookup, loadActor } from './load-actor.ts'
import { signInWith } from './sign-in.ts'
import { countAttempt } from './sign-in-attempts.ts'

let db: TestDb
let build: Builders
let app: TestApp
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
})
afterAll(() => closeTestWorld({ db, app }))
beforeEach(() =>
  sql`truncate auth_rate_limit`.execute(db.auth).catch(() => sql`delete from auth_rate_limit`.execute(db.auth)),
)

const signInPath = '/api/auth/sign-in/username'
const signIn = (username: string, password: string, device?: string) =>
  app.request('POST', signInPath, null, { username, password, ...(device && { device }) })
const me = (token: string) => app.request('GET', '/api/me', { headers: { authorization: `Bearer ${token}` } })

const someone = async () => {
  const member = await build.member(await build.team(), { role: 'leader' })
  const session = await build.signIn(member)
  return { member, session }
}

describe('signing in', () => {
  test('a phone gets a bearer token and no cookie, however the number was typed', async () => {
    const { member, session } = await someone()
    const typed = member.phone.replace('+84', '0').replace(/(\d{4})(\d{3})/, '$1 $2 ')
    const answer = await signIn(typed, build.password, 'Điện thoại của Út')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['set-cookie']).toBeUndefined()
    const who = await me(answer.json().token)
    expect(who.json()).toMatchObject({ accountId: session.accountId, memberId: member.id, mustChangePassword: false })
    expect(who.json().grants[0]).toMatchObject({ role: 'leader', on: member.teamId })
    expect(who.json().grants[0].permissions).toContain('visit.record')
    const devices = (await app.request('GET', '/api/me/sessions', session)).json().sessions
    expect(devices.map((one: { device: string }) => one.device)).toContain('Điện thoại của Út')
  })

  test('an office gets a cookie that scripts cannot read and no token', async () => {
    const officer = await build.officer('province_officer', await build.province())
    const answer = await signIn(officer.signInName, build.password)
    expect(answer.json()).toEqual({ token: null, mustChangePassword: false })
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^tungnha\.session_token=[^;]+;.*HttpOnly; SameSite=Lax/)
    expect(cookie).not.toMatch(/Max-Age/)
    const who = await app.request('GET', '/api/me', { headers: { cookie: cookie.split(';')[0] ?? '' } })
    expect(who.json()).toMatchObject({ accountId: officer.accountId })
  })

  test('over HTTPS the cookie is for HTTPS only', async () => {
    const officer = await build.officer('province_officer', await build.province())
    const https = 'https://tungnha.example.vn'
    const log = { warn: () => {} }
    const identity = await createIdentity({ db: db.auth, secret: testSecret, publicUrl: https, log })
    const deps = { ...identity, db: db.auth }
    const credentials = { username: officer.signInName, password: build.password }
    const { cookies } = await signInWith(deps, { headers: { origin: https }, ip: '10.0.0.1' }, credentials)
    expect(cookies[0]).toMatch(/^__Secure-tungnha\.session_token=.*; HttpOnly; Secure; SameSite=Lax/)
    const cookie = cookies[0]?.split(';')[0] ?? ''
    expect(await identity.loadActor({ headers: { cookie } })).toMatchObject({ accountId: officer.accountId })
  })

  test('another site cannot sign anybody in', async () => {
    const { session } = await someone()
    const answer = await app.app.inject({
      method: 'POST',
      url: signInPath,
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      payload: { username: session.signInName, password: build.password },
    })
    expect(answer.json()).toMatchObject({ code: 'request.cross-site' })
    const deps = { ...build.identity, db: db.auth }
    const request = { headers: { origin: 'https://evil.example', cookie: 'a=b' }, ip: '10.0.0.1' }
    const credentials = { username: session.signInName, password: build.password }
    await expect(signInWith(deps, request, credentials)).rejects.toThrow('request.cross-site')
  })

  test('an unknown name and a wrong password get the same answer', async () => {
    const { session } = await someone()
    const known = await signIn(session.signInName, 'not the password')
    const unknown = await signIn('0999 999 999', 'not the password')
    expect(known.statusCode).toBe(401)
    expect(known.json()).toMatchObject({ code: 'auth.wrong' })
    expect(unknown.rawPayload).toEqual(known.rawPayload)
    const kept = ({ headers }: typeof known) => Object.keys(headers).sort()
    expect(kept(unknown)).toEqual(kept(known))
  })

  test('and take comparable work: neither answers before a password was hashed', async () => {
    const { session } = await someone()
    const timed = async (name: string) => {
      const times: number[] = []
      for (let round = 0; round < 5; round++) {
        const start = performance.now()
        await signIn(name, 'not the password')
        times.push(performance.now() - start)
      }
      return times.sort((a, b) => a - b)[2] ?? 0
    }
    const [known, unknown] = [await timed(session.signInName), await timed('0999999998')]
    // Without the hash an unknown name would answer some 20 times faster.
    expect(unknown / known).toBeGreaterThan(0.4)
    expect(unknown / known).toBeLessThan(2.5)
  })

  test('attempts are counted by name, known or not, and a success clears the count', async () => {
    const { session } = await someone()
    const tryOften = async (name: string, times: number) => {
      for (let attempt = 0; attempt < times; attempt++) await countAttempt(db.auth, name, Date.now())
    }
    for (const name of [session.signInName, '0999999997']) {
      await tryOften(name, attempts.perName)
      const refused = await signIn(name, build.password)
      expect(refused.json()).toMatchObject({ code: 'rate.limited', status: 429 })
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    }
    const { session: other } = await someone()
    for (let round = 0; round < 2; round++) {
      await tryOften(other.signInName.replace('+84', '0'), attempts.perName - 1)
      expect((await signIn(other.signInName, build.password)).statusCode).toBe(200)
    }
  })

  test('after the window one may try again', async () => {
    const now = Date.now()
    for (let attempt = 0; attempt < attempts.perName; attempt++)
      expect(await countAttempt(db.auth, 'ai.do', now)).toBeNull()
    expect(await countAttempt(db.auth, 'ai.do', now + 1000)).toBe(attempts.windowSeconds - 1)
    expect(await countAttempt(db.auth, 'ai.do', now + attempts.windowSeconds * 1000)).toBeNull()
  })

  test('the list of attempts names nobody', async () => {
    await signIn('0912345678', 'wrong')
    const { rows } = await sql<{ key: string }>`select key from auth_rate_limit`.execute(db.auth)
    expect(JSON.stringify(rows)).not.toMatch(/912345678/)
    expect(app.log().join('')).not.toMatch(/912345678/)
  })
})

describe('sessions', () => {
  test('an unsigned or tampered token opens nothing', async () => {
    const { session } = await someone()
    const [token = '', signature = ''] = session.token.split('.')
    expect((await me(session.token)).statusCode).toBe(200)
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${signature.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A'))}`,
    ])
      expect((await me(forged)).statusCode).toBe(401)
  })

  test('a session that is ended counts at once; so does signing out', async () => {
    const { member, session } = await someone()
    const lost = await build.signIn(member, 'Máy bị mất')
    const { sessions } = (await app.request('GET', '/api/me/sessions', session)).json()
    const line = sessions.find((one: { device: string }) => one.device === 'Máy bị mất')
    expect((await app.request('DELETE', `/api/me/sessions/${line.id}`, session)).statusCode).toBe(204)
    expect((await me(lost.token)).statusCode).toBe(401)
    expect((await me(session.token)).statusCode).toBe(200)
    expect((await app.request('POST', '/api/auth/sign-out', session, {})).statusCode).toBe(204)
    expect((await me(session.token)).statusCode).toBe(401)
  })

  test('nobody ends the session of another', async () => {
    const [a, b] = [await someone(), await someone()]
    const { sessions } = (await app.request('GET', '/api/me/sessions', a.session)).json()
    expect((await app.request('DELETE', `/api/me/sessions/${sessions[0].id}`, b.session)).statusCode).toBe(404)
    expect((await me(a.session.token)).statusCode).toBe(200)
  })

  test('all others are ended together', async () => {
    const { member, session } = await someone()
    const others = [await build.signIn(member), await build.signIn(member)]
    expect((await app.request('DELETE', '/api/me/sessions', session)).json()).toEqual({ ended: 2 })
    for (const other of others) expect((await me(other.token)).statusCode).toBe(401)
    expect((await me(session.token)).statusCode).toBe(200)
  })

  test('a session that has expired opens nothing; use moves the end of a phone’s, not of an office’s', async () => {
    const { session } = await someone()
    const age = (interval: string, left: string) =>
      sql`update auth_session set updated_at = now() - ${interval}::interval, expires_at = now() + ${left}::interval
        where user_id = ${session.accountId}`.execute(db.auth)
    const left = async () => {
      const { rows } = await sql<{ days: number }>`
        select extract(epoch from expires_at - now())::float8 / 86400 as days from auth_session
        where user_id = ${session.accountId}`.execute(db.auth)
      return rows[0]?.days ?? 0
    }
    await age('10 days', '35 days')
    await me(session.token)
    expect(await left()).toBeGreaterThan(44)
    await age('2 hours', '20 hours')
    await me(session.token)
    expect(await left()).toBeLessThan(1)
    await age('2 hours', '-1 second')
    expect((await me(session.token)).statusCode).toBe(401)
  })

  test('one query finds session, account, roles and reach', async () => {
    const { session } = await someone()
    let queries = 0
    const counted = db.auth.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        queries++
        return result
      },
    })
    const lookup = createSessionLookup(counted)
    const deps = { db: counted, lookup, secret: testSecret, cookieName: 'tungnha.session_token' }
    expect(await loadActor(deps, session.headers)).not.toBeNull()
    expect(queries).toBe(1)
  })
})

describe('accounts', () => {
  test('a locked account is out at once, and told so only with the right password', async () => {
    const { session } = await someone()
    await sql`update account set state = 'disabled' where id = ${session.accountId}`.execute(db.owner)
    expect((await me(session.token)).statusCode).toBe(401)
    expect((await signIn(session.signInName, 'wrong')).json()).toMatchObject({ code: 'auth.wrong' })
    expect((await signIn(session.signInName, build.password, 'máy')).json()).toMatchObject({ code: 'auth.disabled' })
    await sql`update account set state = 'active' where id = ${session.accountId}`.execute(db.owner)
    const { rows } =
      await sql`select from auth_session where user_id = ${session.accountId} and device_name = 'máy'`.execute(db.auth)
    expect(rows).toEqual([])
  })

  test('the password is changed with the present one; other devices are out', async () => {
    const { member, session } = await someone()
    const other = await build.signIn(member)
    const change = (current: string, next: string) =>
      app.request('POST', '/api/me/password', session, { current, next })
    expect((await change('wrong', 'một mật khẩu mới')).json()).toMatchObject({ code: 'auth.password-wrong' })
    expect((await change(build.password, 'ngắn')).json()).toMatchObject({
      code: 'auth.password-short',
      details: { least: 8 },
    })
    expect((await change(build.password, member.phone.replace('+84', '0'))).json()).toMatchObject({
      code: 'auth.password-plain',
    })
    expect((await change(build.password, 'một mật khẩu mới')).statusCode).toBe(204)
    expect((await me(other.token)).statusCode).toBe(401)
    expect((await me(session.token)).statusCode).toBe(200)
    expect((await signIn(session.signInName, build.password)).statusCode).toBe(401)
    expect((await signIn(session.signInName, 'một mật khẩu mới')).statusCode).toBe(200)
  })

  test('an officer needs 14 characters', async () => {
    const officer = await build.officer('auditor', await build.province())
    const answer = await app.request('POST', '/api/me/password', officer, {
      current: build.password,
      next: 'mười ba ký tự',
    })
    expect(answer.json()).toMatchObject({ code: 'auth.password-short', details: { least: 14 } })
  })
})

describe('the paths of better-auth', () => {
  const bare = async (method: string, path: string) => {
    const answer = await app.app.inject({
      method: method as 'GET',
      url: `/api/auth${path}`,
      ...(method === 'GET' ? {} : { payload: {} }),
    })
    return answer.statusCode
  }

  test('are 404, all but signing in and out', async () => {
    const endpoints = Object.values(
      build.identity.auth.api as unknown as Record<string, { path?: string; options?: { method?: string | string[] } }>,
    )
    const paths = endpoints.flatMap(({ path, options }) =>
      path ? [options?.method ?? 'GET'].flat().map((method) => [method, path] as const) : [],
    )
    expect(paths.length).toBeGreaterThan(20)
    const open: string[] = []
    for (const [method, path] of paths) {
      if ((await bare(method, path.replace(/:\w+/g, 'x'))) !== 404) open.push(`${method} ${path}`)
    }
    expect(open.sort()).toEqual(['POST /sign-in/username', 'POST /sign-out'])
  })
})

describe('its tables', () => {
  test('are closed to the roles of requests and jobs, and its role sees nothing else', async () => {
    for (const role of [db.app, db.worker])
      for (const table of ['auth_user', 'auth_session', 'auth_account', 'auth_verification', 'auth_rate_limit'])
        await expect(sql`select from ${sql.table(table)}`.execute(role)).rejects.toThrow(/permission denied/)
    for (const table of ['member', 'account', 'role_grant', 'household', 'place'])
      await expect(sql`select from ${sql.table(table)}`.execute(db.auth)).rejects.toThrow(/permission denied/)
    await expect(sql`select account_reach(gen_random_uuid())`.execute(db.app)).rejects.toThrow(/permission denied/)
  })

  test('are as better-auth wants them', async () => {
    const { explicitSchemaCheck } = (await build.identity.auth.$context) as {
      explicitSchemaCheck?: () => Promise<void>
    }
    expect(explicitSchemaCheck).toBeTypeOf('function')
    await explicitSchemaCheck?.()
  })
})
