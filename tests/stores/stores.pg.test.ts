import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '#app/shared/commands.ts'
import { withClient } from '#platform/server/operator-client.ts'
import { wireVersion } from '#platform/shared/wire.ts'
import { type Builders, type BuiltMember, createBuilders } from '#platform/testing/builders.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { startTestServer, type TestServer } from '#platform/testing/test-server.ts'
import { sealedStore } from '#platform/web/lock/sealed-store.ts'
import { lockStore, openByPin } from '#platform/web/lock/store-lock.ts'
import { openIdbStore } from '#platform/web/store/idb-store.ts'
import type { PhoneStore } from '#platform/web/store/phone-store.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { meOf } from '../sync/sim-phone.ts'
import { restoreDatabase } from './indexed-db.ts'
import { putPeople, type Sql } from './people.ts'
import { pathOfStore, type StoreFile, storeFiles } from './store-file.ts'
import { openClient, writeStore } from './write-store.ts'

// F8, F24: a phone that was last opened months ago, with an older version of the app, loses nothing when it updates. Each
// version of the wire left a store behind (tests/fixtures/stores), with unsent work in it; the present code opens them all.

let db: TestDb
let build: Builders
let server: TestServer
let model: BuiltMember
const sql: Sql = (text, values) =>
  withClient(db.urls.owner, async (client) => (await client.query(text, values)).rows as never)

beforeAll(async () => {
  db = await createTestDb()
  build = await createBuilders(db)
  server = await startTestServer(db)
  model = await build.member(await build.team())
  await build.signIn(model)
})

afterAll(async () => {
  await server.stop()
  await db.drop()
})

test('the present version of the wire has left a store behind', () => {
  expect(storeFiles().map(([, { wire }]) => wire)).toContain(wireVersion)
})

// WRITE_STORE=1 npx vitest run --project pg tests/stores    (again until the version is released, never after it)
test('a store as this version writes it holds unsent work of each kind', async () => {
  const file = await writeStore(server.url, db, build)
  expect(new Set(file.holds.unsent.map(({ name }) => name))).toEqual(madeOnPhones)
  expect(file.holds.drafts).toHaveLength(2)
  expect(file.holds.tray).toHaveLength(1)
  expect(file.holds.photos).toHaveLength(2)
  if (process.env.WRITE_STORE) writeFileSync(pathOfStore(`wire-${wireVersion}`), `${JSON.stringify(file)}\n`)
})

// Whoever adds a command adds it to the store, or to these: made in offices alone.
const ofOffices = ['household.move', 'person.restrict']
const madeOnPhones = new Set(commands.map(({ name }) => name).filter((name) => !ofOffices.includes(name)))

test.each(storeFiles())('%s: everything is there, and everything unsent gets its verdict', async (_name, file) => {
  const phone = `+84519${String(file.wire).padStart(6, '0')}`
  await putPeople(sql, file.people, phone, model.phone)
  for (const dump of file.databases) await restoreDatabase(dump)

  const client = await openClient(server.url, await unlocked(file))
  holdsEverything(client, file)
  await holdsPhotos(client, file)
  // The session of then is over: work goes on until somebody signs in.
  await client.syncNow()
  expect(client.state().trouble).toEqual({ kind: 'session-ended' })
  holdsEverything(client, file)

  await signIn(client, phone)
  await client.syncNow()
  expect(client.state()).toMatchObject({ trouble: null, waiting: 0, held: 0 })
  for (const key of file.holds.drafts) expect(client.draft(key)?.value).toBeTruthy()
  const wanted = [...file.holds.unsent, ...file.holds.kept]
  const verdicts = await verdictsOf(wanted.map(({ id }) => id))
  expect(wanted.filter(({ id }) => !['accepted', 'merged', 'conflict'].includes(verdicts.get(id) ?? ''))).toEqual([])
  expect(client.tray().map(({ command }) => command.id)).toEqual(file.holds.tray)
  await holdsPhotos(client, file)
  client.close()
})

/** A store of before the lock gets one, as when its member chooses a PIN; the others open with theirs. */
const unlocked = async ({ people, pin }: StoreFile): Promise<PhoneStore> => {
  const store = openIdbStore(people.account)
  if (pin === null) {
    const made = { pin: '480937', device: people.account, monotonicMs: () => performance.now() }
    return sealedStore(store, (await lockStore(store, made)).key)
  }
  const opening = await openByPin(store, pin)
  if (opening.end !== 'open') throw new Error(`its PIN: ${opening.end}`)
  return sealedStore(store, opening.key)
}

const holdsEverything = (client: SyncClient, { holds }: StoreFile) => {
  expect(
    client
      .drafts()
      .map(({ key }) => key)
      .sort(),
  ).toEqual(holds.drafts)
  expect(client.tray().map(({ command }) => command.id)).toEqual(holds.tray)
  expect(client.state().waiting).toBeGreaterThan(0)
}

const holdsPhotos = async (client: SyncClient, { holds }: StoreFile) => {
  const photos = client.media()
  expect(photos.map(({ id }) => id)).toEqual(holds.photos ?? [])
  for (const { id, sha256 } of photos) {
    const bytes = Buffer.from((await client.mediaBytes(id)) ?? '', 'base64')
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  }
}

const signIn = async (client: SyncClient, phone: string) => {
  const answer = await fetch(new URL('/api/auth/sign-in/username', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: phone, password: build.password, device: 'Máy cũ' }),
  })
  const { token } = (await answer.json()) as { token: string }
  const me = await fetch(new URL('/api/me', server.url), { headers: { authorization: `Bearer ${token}` } })
  await client.signedIn(token, meOf((await me.json()) as never))
}

const verdictsOf = async (ids: string[]): Promise<Map<string, string>> => {
  const rows = await sql<{ id: string; verdict: string }>(
    'select id, verdict from command where id = any ($1::uuid[])',
    [ids],
  )
  return new Map(rows.map(({ id, verdict }) => [id, verdict]))
}
