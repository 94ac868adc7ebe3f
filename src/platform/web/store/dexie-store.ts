import { Dexie, type Table as DexieTable } from 'dexie'
import {
  type Lease,
  leaseIsFree,
  loadedTables,
  type PhoneStore,
  StaleStore,
  type StoreChange,
  type StoredRecord,
  type StoredState,
  type Table,
  tables,
} from './phone-store.ts'

type Saved = Omit<StoredRecord, 'table'>

/** The name of an account's database on this device. */
export const databaseName = (accountId: string): string => `tungnha-${accountId}`

/** Removes an account's database whether or not somebody has it open. */
export const eraseDexieStore = (accountId: string): Promise<void> => Dexie.delete(databaseName(accountId))

/** Opens (and makes, the first time) the store of one account in IndexedDB. */
export function openDexieStore(accountId: string): PhoneStore {
  const db = new Dexie(databaseName(accountId), { chromeTransactionDurability: 'strict' })
  // `control` holds the stamp and the lease, apart from the records that are encrypted later.
  db.version(1).stores({ ...keyed('rows', 'outbox', 'kept', 'tray', 'drafts', 'meta'), control: '' })
  db.version(2).stores(keyed('media', 'bytes'))
  const control = db.table<number | Lease, string>('control')
  const stamp = async () => ((await control.get('stamp')) as number | undefined) ?? 0
  return {
    stamp,
    load: () => db.transaction('r', db.tables, async () => ({ stamp: await stamp(), records: await readAll(db) })),
    read: async (table, key) => {
      const saved = await db.table<Saved, string>(table).get(key)
      return saved && { table, ...saved }
    },
    transact: (change) => db.transaction('rw', db.tables, () => write(db, control, change)),
    lease: (holder, nowMs, ms) => db.transaction('rw', control, () => takeLease(control, holder, nowMs, ms)),
    erase: () => db.delete(),
    close: () => db.close(),
  }
}

const keyed = (...names: Table[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, 'key']))

async function readAll(db: Dexie): Promise<StoredState['records']> {
  const lists = await Promise.all(
    loadedTables.map(async (table) => (await db.table<Saved>(table).toArray()).map((saved) => ({ table, ...saved }))),
  )
  return lists.flat()
}

async function write(db: Dexie, control: DexieTable<number | Lease, string>, change: StoreChange): Promise<void> {
  const stamp = (await control.get('stamp')) ?? 0
  if (stamp !== change.expect) throw new StaleStore()
  for (const table of tables) {
    const gone = change.remove.filter((record) => record.table === table).map(({ key }) => key)
    const saved = change.put
      .filter((record) => record.table === table)
      .map(({ key, clear, body }) => ({ key, clear, body }))
    if (gone.length) await db.table(table).bulkDelete(gone)
    if (saved.length) await db.table(table).bulkPut(saved)
  }
  await control.put(change.expect + 1, 'stamp')
}

async function takeLease(control: DexieTable<number | Lease, string>, holder: string, nowMs: number, ms: number) {
  const lease = (await control.get('lease')) as Lease | undefined
  if (!leaseIsFree(lease, holder, nowMs, ms)) return false
  await control.put({ holder, until: nowMs + ms }, 'lease')
  return true
}
