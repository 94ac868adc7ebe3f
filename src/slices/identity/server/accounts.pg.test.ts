import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Builders, BuiltPlace, BuiltSession } from '#platform/testing/builders.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'

let db: TestDb
let build: Builders
let app: TestApp
let province: BuiltPlace
let commune: BuiltPlace
let administrator: BuiltSession
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
  province = await build.province()
  commune = await build.commune(province)
  administrator = await build.officer('administrator', province)
})
afterAll(() => closeTestWorld({ db, app }))

let number = 0
const create = (place: BuiltPlace, role: string, who = administrator) =>
  app.request('POST', `/api/places/${place.id}/accounts`, who, {
    name: 'Trần Thị Út',
    signInName: `ut.${++number}`,
    role,
  })
const signIn = (username: string, password: string) =>
  app.request('POST', '/api/auth/sign-in/username', null, { username, password, device: 'máy' })
const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe('an account of an office', () => {
  test('gets a first password that opens nothing but its own change', async () => {
    const made = await create(commune, 'commune_officer')
    expect(made.statusCode).toBe(200)
    const { signInName, password } = made.json()
    const answer = await signIn(signInName, password)
    expect(answer.json()).toMatchObject({ mustChangePassword: true })
    const session = as(answer.json().token)
    expect((await app.request('GET', '/api/me', session)).json()).toMatchObject({ grants: [], minimumPassword: 14 })
    expect((await app.request('GET', `/api/places/${commune.id}/teams`, session)).statusCode).toBe(404)
    const next = 'cây đa bến nước sân đình'
    expect((await app.request('POST', '/api/me/password', session, { current: password, next })).statusCode).toBe(204)
    expect((await app.request('GET', `/api/places/${commune.id}/teams`, session)).statusCode).toBe(200)
  })

  test('stands in the list of its place with its role', async () => {
    const place = await build.commune(province)
    const { accountId, signInName } = (await create(place, 'commune_officer')).json()
    const { accounts } = (await app.request('GET', `/api/places/${place.id}/accounts`, administrator)).json()
    expect(accounts).toMatchObject([
      {
        id: accountId,
        name: 'Trần Thị Út',
        signInName,
        state: 'active',
        placeId: place.id,
        roles: [{ role: 'commune_officer', to: null }],
      },
    ])
  })

  test('is refused with a name that is taken, a bad name, a role of another level, a team’s role', async () => {
    const { signInName } = (await create(commune, 'commune_officer')).json()
    const body = { name: 'X', signInName, role: 'commune_officer' }
    const post = (change: object) =>
      app.request('POST', `/api/places/${commune.id}/accounts`, administrator, { ...body, ...change })
    expect((await post({})).json()).toMatchObject({ code: 'account.name-taken' })
    expect((await post({ signInName: 'có dấu' })).json()).toMatchObject({ code: 'account.sign-in-name' })
    for (const role of ['province_officer', 'leader', 'emperor'])
      expect((await post({ signInName: 'moi.tao', role })).json()).toMatchObject({ code: 'role.level' })
    const { rows } = await sql`select from account where sign_in_name = 'moi.tao'`.execute(db.owner)
    expect(rows).toEqual([])
  })

  test('can be made after a try that did not commit', async () => {
    const { internalAdapter } = await build.identity.auth.$context
    await internalAdapter.createUser(
      { name: 'half', email: 'half@invalid', emailVerified: false, username: `ut.${number + 1}` },
      { method: 'office' },
    )
    const { signInName, password } = (await create(commune, 'commune_officer')).json()
    expect((await signIn(signInName, password)).statusCode).toBe(200)
  })
})

describe('keeping accounts', () => {
  test('locking ends it at once; unlocking lets it in again', async () => {
    const { accountId, signInName, password } = (await create(commune, 'commune_officer')).json()
    const { token } = (await signIn(signInName, password)).json()
    const state = (value: string, id = accountId) =>
      app.request('PUT', `/api/places/${commune.id}/accounts/${id}/state`, administrator, { state: value })
    expect((await state('disabled')).statusCode).toBe(204)
    expect((await app.request('GET', '/api/me', as(token))).statusCode).toBe(401)
    expect((await state('active')).statusCode).toBe(204)
    expect((await app.request('GET', '/api/me', as(token))).statusCode).toBe(401)
    expect((await signIn(signInName, password)).statusCode).toBe(200)
  })

  test('nobody locks or promotes themselves', async () => {
    const url = `/api/places/${province.id}/accounts/${administrator.accountId}/state`
    expect((await app.request('PUT', url, administrator, { state: 'disabled' })).json()).toMatchObject({
      code: 'account.yourself',
    })
    const grant = { accountId: administrator.accountId, role: 'province_officer' }
    expect((await app.request('POST', `/api/places/${province.id}/roles`, administrator, grant)).json()).toMatchObject({
      code: 'account.yourself',
    })
  })

  test('an administrator of a commune cannot take over an account that reaches further', async () => {
    const local = await build.officer('administrator', commune)
    const { accountId } = (await create(commune, 'commune_officer')).json()
    const newPassword = (id: string) => app.request('POST', `/api/places/${commune.id}/accounts/${id}/password`, local)
    expect((await newPassword(accountId)).statusCode).toBe(200)
    await app.request('POST', `/api/places/${province.id}/roles`, administrator, {
      accountId,
      role: 'province_officer',
    })
    expect((await newPassword(accountId)).json()).toMatchObject({ code: 'account.reaches-further' })
    // And an account of the level above does not exist for it.
    const { accountId: above } = (await create(province, 'auditor')).json()
    expect((await newPassword(above)).json()).toMatchObject({ code: 'not-found' })
    const grant = { accountId: above, role: 'commune_officer' }
    expect((await app.request('POST', `/api/places/${commune.id}/roles`, local, grant)).json()).toMatchObject({
      code: 'not-found',
    })
  })
})

describe('roles', () => {
  test('count from the next request on, and not longer than until they are taken away', async () => {
    const officer = await build.officer('auditor', province)
    const grant = { accountId: officer.accountId, role: 'province_officer' }
    const rights = async () => {
      const { grants } = (await app.request('GET', '/api/me', officer)).json()
      return grants.map((one: { role: string }) => one.role).sort()
    }
    const given = await app.request('POST', `/api/places/${province.id}/roles`, administrator, grant)
    expect(await rights()).toEqual(['auditor', 'province_officer'])
    expect((await app.request('POST', `/api/places/${province.id}/roles`, administrator, grant)).json()).toMatchObject({
      code: 'conflict.exists',
    })
    const url = `/api/places/${province.id}/roles/${given.json().id}`
    expect((await app.request('DELETE', url, administrator)).statusCode).toBe(204)
    expect(await rights()).toEqual(['auditor'])
    expect((await app.request('DELETE', url, administrator)).statusCode).toBe(404)
  })

  test('a member who gets a role must choose a longer password first', async () => {
    const member = await build.member(await build.team(commune))
    const session = await build.signIn(member)
    const grant = { accountId: session.accountId, role: 'commune_officer' }
    await app.request('POST', `/api/places/${commune.id}/roles`, administrator, grant)
    expect((await app.request('GET', '/api/me', session)).json()).toMatchObject({
      mustChangePassword: true,
      minimumPassword: 14,
      grants: [],
    })
  })

  test('outside their place they are nothing', async () => {
    const other = await build.province()
    expect((await create(other, 'auditor')).json()).toMatchObject({ code: 'not-found' })
    expect((await app.request('GET', `/api/places/${other.id}/accounts`, administrator)).statusCode).toBe(404)
    const officer = await build.officer('province_officer', province)
    expect((await create(province, 'auditor', officer)).json()).toMatchObject({ code: 'not-allowed' })
  })
})

test('row-level security: without a scope no account and no role; with another province’s none of ours', async () => {
  const count = (provinces: string) =>
    db.app.transaction().execute(async (trx) => {
      await sql`select set_config('app.provinces', ${provinces}, true)`.execute(trx)
      const { rows } = await sql<{ accounts: number; roles: number }>`
        select (select count(*) from account where province_id = ${province.id}) as accounts,
          (select count(*) from role_grant where province_id = ${province.id}) as roles`.execute(trx)
      return rows[0]
    })
  const other = await build.province()
  expect(await count('')).toEqual({ accounts: 0, roles: 0 })
  expect(await count(`{${other.id}}`)).toEqual({ accounts: 0, roles: 0 })
  expect((await count(`{${province.id}}`))?.accounts).toBeGreaterThan(0)
})
