import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { startToyServer, type ToyServer, toyIds, toyRoutes, toyTable } from '#platform/testing/toy-server.ts'
import { ApiProblem, type Call, type CallInput, call, createCall, Unreachable } from './api.ts'

let db: TestDb
let toy: ToyServer
let base: string
const browserFetch = globalThis.fetch
beforeAll(async () => {
  db = await createTestDb()
  await toyTable.execute(db.owner)
  toy = await startToyServer(db.app)
  await toy.app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(toy.app.server.address() as AddressInfo).port}`
  // In a browser addresses are relative to the page.
  globalThis.fetch = (url, init) => browserFetch(`${base}${url}`, init)
})
afterAll(async () => {
  globalThis.fetch = browserFetch
  await toy.app.close()
  await db.drop()
})

const { commune, unknown } = toyIds
const asOfficer: Call = createCall(() => 'officer')

test('params, query, body and output travel as declared', async () => {
  expect(await call(toyRoutes.hello, {})).toEqual({ hello: 'ok' })
  const place = await asOfficer(toyRoutes.place, { params: { placeId: commune }, query: { n: 3 } })
  expect(place).toEqual({ n: 3 })
  expectTypeOf(place).toEqualTypeOf<{ n: number | null }>()
  const note = { params: { placeId: commune }, body: { text: 'a', next: 'commit' as const } }
  expect((await asOfficer(toyRoutes.write, note)).attempts).toBe(1)
})

test('what a route needs is required by the types, and only that', () => {
  expectTypeOf<CallInput<typeof toyRoutes.write>>().toHaveProperty('params').toEqualTypeOf<{ placeId: string }>()
  // @ts-expect-error the place is missing
  const withoutPlace: CallInput<typeof toyRoutes.place> = {}
  // @ts-expect-error a note ends in one of the declared ways
  const otherEnd: CallInput<typeof toyRoutes.write>['body'] = { text: 'a', next: 'explode' }
  expect([withoutPlace, otherEnd]).toHaveLength(2)
})

test('a refusal is an ApiProblem with the body of the problem', async () => {
  const outside = asOfficer(toyRoutes.place, { params: { placeId: unknown } })
  await expect(outside).rejects.toMatchObject({ body: { code: 'not-found', status: 404 }, retryAfterMs: null })
  await expect(outside).rejects.toBeInstanceOf(ApiProblem)
  await expect(call(toyRoutes.me, {})).rejects.toMatchObject({ body: { code: 'auth.required' } })
})

test('a file goes up as multipart', async () => {
  const file = new File(['12345'], 'danh sách.xlsx')
  const answer = await asOfficer(toyRoutes.file, { params: { placeId: commune }, file })
  expect(answer).toEqual({ name: 'danh sách.xlsx', bytes: 5 })
})

test('no answer in time and no server are Unreachable, not a problem; a call given up is neither', async () => {
  await expect(call(toyRoutes.slow, { timeoutMs: 50 })).rejects.toBeInstanceOf(Unreachable)
  const given = new AbortController()
  const abandoned = call(toyRoutes.slow, { signal: given.signal })
  given.abort()
  await expect(abandoned).rejects.toMatchObject({ name: 'AbortError' })
  const [here, nowhere] = [base, 'http://127.0.0.1:9']
  base = nowhere
  await expect(call(toyRoutes.hello, {})).rejects.toBeInstanceOf(Unreachable)
  base = here
})

test.each([
  [200, '<html>Sign in to the Wi-Fi</html>'],
  [502, '<html>Bad gateway</html>'],
  [503, '{"error":"proxy"}'],
])('an answer that is not our server’s (%i) is Unreachable', async (status, text) => {
  const ours = globalThis.fetch
  globalThis.fetch = async () => new Response(text, { status })
  await expect(call(toyRoutes.hello, {})).rejects.toBeInstanceOf(Unreachable)
  globalThis.fetch = ours
})
