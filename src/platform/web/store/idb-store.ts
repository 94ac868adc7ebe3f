import type { IDBPTransaction } from 'idb'
import { deleteDB } from 'idb'
import { connectTo, type Mode, type Transaction } from './connection.ts'
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
type Writing = IDBPTransaction<unknown, string[], 'readwrite'>

/** The name of an account's database on this device. */
export const databaseName = (accountId: string): string => `tungnha-${accountId}`

/** Removes an account's database whether or not somebody has it open. */
export const eraseIdbStore = (accountId: string): Promise<void> => deleteDB(databaseName(accountId))

/** Opens (and makes, the first time) the store of one account in IndexedDB. */
export function openIdbStore(accountId: string): PhoneStore {
  const { within, close } = connectTo(databaseName(accountId))
  return {
    stamp: () => within('readonly', ['control'], stampIn),
    load: () =>
      within('readonly', ['control', ...loadedTables], async (transaction) => {
        const [stamp, records] = await Promise.all([stampIn(transaction), readAll(transaction)])
        return { stamp, records }
      }),
    read: async (table, key) => {
      const saved: Saved | undefined = await within('readonly', [table], (transaction) =>
        transaction.objectStore(table).get(key),
      )
      return saved && { table, ...saved }
    },
    transact: (change) => within('readwrite', ['control', ...tables], (transaction) => write(transaction, change)),
    lease: (holder, nowMs, ms) =>
      within('readwrite', ['control'], (transaction) => takeLease(transaction, holder, nowMs, ms)),
    erase: () => {
      close()
      return eraseIdbStore(accountId)
    },
    close,
  }
}

const stampIn = async <Of extends Mode>(transaction: Transaction<Of>): Promise<number> =>
  (await transaction.objectStore('control').get('stamp')) ?? 0

async function readAll(transaction: Transaction<'readonly'>): Promise<StoredState['records']> {
  const of = async (table: Table) => {
    const saved: Saved[] = await transaction.objectStore(table).getAll()
    return saved.map((each) => ({ table, ...each }))
  }
  return (await Promise.all(loadedTables.map(of))).flat()
}

// Nothing but the transaction's own requests may be awaited in here: it ends by itself as soon as none is under way.
async function write(transaction: Writing, change: StoreChange): Promise<void> {
  if ((await stampIn(transaction)) !== change.expect) throw new StaleStore()
  await Promise.all([
    ...change.remove.map(async ({ table, key }) => transaction.objectStore(table).delete(key)),
    ...change.put.map(async ({ table, key, clear, body }) => transaction.objectStore(table).put({ key, clear, body })),
    transaction.objectStore('control').put(change.expect + 1, 'stamp'),
  ])
}

async function takeLease(transaction: Writing, holder: string, nowMs: number, ms: number): Promise<boolean> {
  const control = transaction.objectStore('control')
  const lease: Lease | undefined = await control.get('lease')
  if (!leaseIsFree(lease, holder, nowMs, ms)) return false
  await control.put({ holder, until: nowMs + ms }, 'lease')
  return true
}
