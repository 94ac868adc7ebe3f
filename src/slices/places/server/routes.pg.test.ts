import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '#platform/shared/permission.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { startToyServer, type ToyServer } from '#platform/testing/toy-server.ts'
import type { PlaceChildren, PlaceDetails, SearchHit } from '../shared/place.ts'
import { loadPlaces } from './load-places.ts'
import { idOfCode, nationId } from './official-ids.ts'
import { pathOfPlace } from './places.queries.ts'
import { placesRoutes } from './routes.ts'

const officerOf = (on: string): Actor => ({
  accountId: '01970000-0000-7000-8000-00000000000a',
  memberId: null,
  grants: [{ role: 'officer', on, permissions: ['place.read'] }],
})
const actors: Record<string, Actor> = { nation: officerOf(nationId), tayNinh: officerOf(idOfCode('80')) }

let db: TestDb
let server: ToyServer
beforeAll(async () => {
  db = await createTestDb()
  await db.owner.transaction().execute(loadPlaces)
  server = await startToyServer(db.app, {
    routes: placesRoutes,
    deps: {
      db: db.app,
      paths: { place: pathOfPlace, team: async () => null },
      loadActor: async (request) => actors[request.headers.authorization?.replace('Bearer ', '') ?? ''] ?? null,
      scopeOf: ({ accountId }) => ({ account: accountId, teams: [], provinces: [], communes: [] }),
    },
  })
})
afterAll(async () => {
  await server.app.close()
  await db.drop()
})

const get = (url: string, token: string) => server.app.inject({ url, headers: { authorization: `Bearer ${token}` } })
const [tayNinh, anGiang] = [idOfCode('80'), idOfCode('91')]

it('a place, also as of a day', async () => {
  const bacNinh = `/api/places/${idOfCode('24')}`
  expect((await get(bacNinh, 'nation')).json<PlaceDetails>()).toMatchObject({ title: 'Thành phố Bắc Ninh', code: '24' })
  expect((await get(`${bacNinh}?asOf=2026-09-19`, 'nation')).json<PlaceDetails>().title).toBe('Tỉnh Bắc Ninh')
  expect((await get(`${bacNinh}?asOf=2026-02-31`, 'nation')).json()).toMatchObject({
    code: 'input.invalid',
    status: 400,
  })
})

it('the places below one', async () => {
  const { children } = (await get(`/api/places/${tayNinh}/children`, 'tayNinh')).json<PlaceChildren>()
  expect(children).toHaveLength(96)
  expect(children[0]).toMatchObject({ title: 'Xã An Lục Long', childCount: 0 })
})

it('a search, in what was given to the actor', async () => {
  const titles = async (q: string, token: string) =>
    (await get(`/api/places/search?q=${encodeURIComponent(q)}`, token))
      .json<{ hits: SearchHit[] }>()
      .hits.map((hit) => hit.place.title)
  expect((await titles('chau thanh an giang', 'nation'))[0]).toBe('Xã Châu Thành')
  expect(await titles('chau thanh an giang', 'tayNinh')).toEqual([])
  expect((await titles('tinh long an', 'tayNinh'))[0]).toBe('Tỉnh Tây Ninh')
  expect((await get('/api/places/search?q=', 'nation')).statusCode).toBe(400)
  expect((await get(`/api/places/search?q=${'a'.repeat(101)}`, 'nation')).statusCode).toBe(400)
})

it('outside one’s area is the same bytes as not existing', async () => {
  for (const rest of ['', '/children']) {
    const outside = await get(`/api/places/${anGiang}${rest}`, 'tayNinh')
    const missing = await get(`/api/places/${idOfCode('00')}${rest}`, 'tayNinh')
    expect(outside.statusCode).toBe(404)
    expect(outside.rawPayload).toEqual(missing.rawPayload)
  }
})
