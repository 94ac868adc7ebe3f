import type { PhoneStore, StoredRecord } from '../store/phone-store.ts'
import { isLockRecord } from './lock-record.ts'
import { type DataKey, sealText, unsealText } from './sealing.ts'

/**
 * Any store with every body sealed under the account's data key. Table, key and `clear` of a record stay readable: ids,
 * kinds, revisions and states. What belongs to the lock itself is not shown.
 */
export const sealedStore = (inner: PhoneStore, key: DataKey): PhoneStore => ({
  ...inner,
  load: async () => {
    const { stamp, records } = await inner.load()
    return { stamp, records: await Promise.all(records.filter(isOfClient).map((record) => openRecord(key, record))) }
  },
  read: async (table, name) => {
    const record = await inner.read(table, name)
    return record && isOfClient(record) ? openRecord(key, record) : undefined
  },
  transact: async (change) =>
    inner.transact({ ...change, put: await Promise.all(change.put.map((record) => sealRecord(key, record))) }),
})

export const sealRecord = async (key: DataKey, record: StoredRecord): Promise<StoredRecord> =>
  record.body === '' ? record : { ...record, body: await sealText(key, placeOf(record), record.body) }

const openRecord = async (key: DataKey, record: StoredRecord): Promise<StoredRecord> =>
  record.body === '' ? record : { ...record, body: await unsealText(key, placeOf(record), record.body) }

const isOfClient = (record: StoredRecord): boolean => !isLockRecord(record)
const placeOf = ({ table, key }: StoredRecord): string => `${table}/${key}`
