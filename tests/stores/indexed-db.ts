/*
 * The browser's databases as JSON, and back. Both functions run in a page (Playwright sends their source) and in Node with
 * fake-indexeddb/auto: so they use nothing from outside themselves. Keys and values are JSON already.
 */

export interface DumpedStore {
  name: string
  keyPath: string | null
  records: { key: string; value: unknown }[]
}

export interface DumpedDatabase {
  name: string
  /** IndexedDB's own number: ten times ours (connection.ts). */
  version: number
  stores: DumpedStore[]
}

// The part of IndexedDB that is used; tests are compiled without the browser's types.
interface Request<Result> {
  result: Result
  onsuccess: (() => void) | null
  onerror: (() => void) | null
  onupgradeneeded?: (() => void) | null
}
interface ObjectStore {
  keyPath: string | null
  getAll(): Request<unknown[]>
  getAllKeys(): Request<string[]>
  put(value: unknown, key?: string): Request<unknown>
}
interface Transaction {
  objectStore(name: string): ObjectStore
  oncomplete: (() => void) | null
  onabort: (() => void) | null
}
interface Database {
  name: string
  version: number
  objectStoreNames: Iterable<string>
  createObjectStore(name: string, options: { keyPath: string | null }): unknown
  transaction(stores: string[], mode: string): Transaction
  close(): void
}
declare const indexedDB: {
  open(name: string, version?: number): Request<Database>
  databases(): Promise<{ name: string }[]>
}

/** Every database whose name begins with `prefix`, with all that is in it. */
export async function dumpDatabases(prefix: string): Promise<DumpedDatabase[]> {
  const ended = <Result>(request: Request<Result>) =>
    new Promise<Result>((done, fail) => {
      request.onsuccess = () => done(request.result)
      request.onerror = () => fail(new Error('a request of IndexedDB failed'))
    })
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith(prefix))
  const dumps: DumpedDatabase[] = []
  for (const name of names.sort()) {
    const db = await ended(indexedDB.open(name))
    const stores: DumpedStore[] = []
    for (const store of [...db.objectStoreNames].sort()) {
      const found = db.transaction([store], 'readonly').objectStore(store)
      const { keyPath } = found
      const [keys, values] = await Promise.all([ended(found.getAllKeys()), ended(found.getAll())])
      stores.push({ name: store, keyPath, records: keys.map((key, index) => ({ key, value: values[index] })) })
    }
    dumps.push({ name, version: db.version, stores })
    db.close()
  }
  return dumps
}

/** Makes a database as it was dumped; there must be none of that name. */
export async function restoreDatabase(dump: DumpedDatabase): Promise<void> {
  const request = indexedDB.open(dump.name, dump.version)
  const db = await new Promise<Database>((done, fail) => {
    request.onupgradeneeded = () => {
      for (const { name, keyPath } of dump.stores) request.result.createObjectStore(name, { keyPath })
    }
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(new Error('the database could not be made'))
  })
  await new Promise<void>((done, fail) => {
    const stores = dump.stores.map(({ name }) => name)
    const transaction = db.transaction(stores, 'readwrite')
    for (const { name, keyPath, records } of dump.stores)
      for (const { key, value } of records) {
        const store = transaction.objectStore(name)
        if (keyPath === null) store.put(value, key)
        else store.put(value)
      }
    transaction.oncomplete = () => done()
    transaction.onabort = () => fail(new Error('the database could not be filled'))
  })
  db.close()
}
