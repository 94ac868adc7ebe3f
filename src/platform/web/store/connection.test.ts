import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { deleteDB, openDB } from 'idb'
import { afterEach, expect, test } from 'vitest'
import { connectTo } from './connection.ts'
import { databaseName, eraseIdbStore, openIdbStore } from './idb-store.ts'
import type { PhoneStore, StoredRecord } from './phone-store.ts'

// What only a real database does: other tabs that change or remove it, connections that end, transactions that fail.

const draft = (key: string, body = '1'): StoredRecord => ({ table: 'drafts', key, clear: null, body })
const put = (expect: number, ...records: StoredRecord[]) => ({ expect, put: records, remove: [] })

// Tests are compiled without the browser's types.
declare const indexedDB: { databases(): Promise<{ name?: string }[]> }

const opened: PhoneStore[] = []
const storeOf = (account: string): PhoneStore => {
  const store = openIdbStore(account)
  opened.push(store)
  return store
}
afterEach(() => {
  for (const store of opened.splice(0)) store.close()
})

/** A tab with another version of the app, which needs the database for itself while it changes it. */
const otherVersion = async (account: string, version: number) => {
  const db = await openDB(databaseName(account), version, {
    upgrade: (db) => void db.createObjectStore('later', { keyPath: 'key' }),
  })
  db.close()
}

test('makes way for a tab with a newer version of the app, and goes on working beside it', async () => {
  const account = randomUUID()
  const store = storeOf(account)
  await store.transact(put(0, draft('a')))
  await otherVersion(account, 30)
  await store.transact(put(1, draft('b')))
  expect((await store.load()).records.map(({ key }) => key)).toEqual(['a', 'b'])
})

test('a store of the first version gets the tables of today, and keeps its records', async () => {
  const account = randomUUID()
  const db = await openDB(databaseName(account), 10, {
    upgrade: (db) => {
      for (const name of ['rows', 'outbox', 'kept', 'tray', 'drafts', 'meta'])
        db.createObjectStore(name, { keyPath: 'key' })
      db.createObjectStore('control')
    },
  })
  await db.put('drafts', { key: 'a', clear: null, body: '1' })
  await db.put('control', 7, 'stamp')
  db.close()
  const store = storeOf(account)
  expect(await store.load()).toEqual({ stamp: 7, records: [draft('a')] })
  await store.transact(put(7, { table: 'bytes', key: 'p', clear: null, body: 'AAAA' }))
})

test('a connection that has ended without a word is made anew', async () => {
  const name = databaseName(randomUUID())
  const { within, close } = connectTo(name)
  const stamp = () =>
    within('readwrite', ['control'], (transaction) => transaction.objectStore('control').put(1, 'stamp'))
  await stamp()
  await within('readonly', ['control'], async ({ db }) => db.close())
  await expect(stamp()).resolves.toBe('stamp')
  close()
})

test('a change of which one record cannot be stored leaves nothing behind', async () => {
  const store = storeOf(randomUUID())
  const unstorable = { ...draft('b'), clear: () => undefined }
  await expect(store.transact(put(0, draft('a'), unstorable))).rejects.toThrow()
  expect(await store.load()).toEqual({ stamp: 0, records: [] })
})

test('an account that is erased elsewhere is not made again by a tab that still had it open', async () => {
  const account = randomUUID()
  const store = storeOf(account)
  await store.transact(put(0, draft('a')))
  await eraseIdbStore(account)
  await expect(store.transact(put(1, draft('b')))).rejects.toThrow('closed')
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(databaseName(account))
})

test('a closed store is closed for good, also where it was never opened', async () => {
  const account = randomUUID()
  const store = storeOf(account)
  store.close()
  await expect(store.stamp()).rejects.toThrow('closed')
  await store.erase()
  await expect(store.load()).rejects.toThrow('closed')
  await deleteDB(databaseName(account))
})
