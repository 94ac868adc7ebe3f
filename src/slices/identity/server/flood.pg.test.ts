import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Builders, type BuiltSession, createBuilders } from '#platform/testing/builders.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'

// Hashing a password takes long on purpose. With one connection to the database it shows who holds it meanwhile.

let db: TestDb
let build: Builders
let app: TestApp
let officer: BuiltSession
let ask: () => ReturnType<TestApp['request']>
beforeAll(async () => {
  db = await createTestDb({ poolSize: 1 })
  build = await createBuilders(db)
  app = await createTestApp(db)
  const commune = await build.commune()
  officer = await build.officer('commune_officer', commune)
  ask = () => app.request('GET', `/api/places/${commune.id}/teams`, officer)
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const many = 12

/** Starts many requests that hash, then asks for something else, three times over: how many were done by then? */
const doneBefore = async (start: (number: number) => Promise<{ statusCode: number }>) => {
  let done = 0
  const flood = Array.from({ length: many }, async (_, number) => {
    const { statusCode } = await start(number)
    done++
    return statusCode
  })
  const others = [(await ask()).statusCode, (await ask()).statusCode, (await ask()).statusCode]
  const before = done
  return { others, before, flood: await Promise.all(flood) }
}

test('sign-ins, right and wrong, more than there are connections: another request does not wait for them', async () => {
  const { others, before, flood } = await doneBefore((number) =>
    app.request('POST', '/api/auth/sign-in/username', null, {
      username: number % 2 ? officer.signInName : `khong.co.${number}`,
      password: build.password,
    }),
  )
  expect(others).toEqual([200, 200, 200])
  expect(flood).toEqual(Array.from({ length: many }, (_, number) => (number % 2 ? 200 : 401)))
  expect(before).toBeLessThan(many / 2)
})

test('own passwords and those of accounts are hashed outside the transaction too', async () => {
  const place = await build.commune()
  const administrator = await build.officer('administrator', place)
  const { others, before, flood } = await doneBefore((number) =>
    number % 2
      ? app.request('POST', `/api/places/${place.id}/accounts`, administrator, {
          name: 'Cán bộ mới',
          signInName: `moi.${number}`,
          role: 'auditor',
        })
      : app.request('POST', '/api/me/password', administrator, { current: 'không phải', next: 'một mật khẩu đủ dài' }),
  )
  expect(others).toEqual([200, 200, 200])
  expect(flood).toEqual(Array.from({ length: many }, (_, number) => (number % 2 ? 200 : 400)))
  expect(before).toBeLessThan(many / 2)
})
