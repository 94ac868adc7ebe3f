import { v7 as newId } from 'uuid'
import type { Id } from '#platform/shared/ids.ts'
import { ApiProblem, createCall } from '#platform/web/api.ts'
import { type Lock, readLock } from '#platform/web/lock/lock-record.ts'
import { type Bytes, type DataKey, fromBinaryText, toBinaryText } from '#platform/web/lock/sealing.ts'
import {
  forgetTries,
  lockStore,
  openByRecovery,
  pendingRecovery,
  recoveryIsKept,
} from '#platform/web/lock/store-lock.ts'
import { openIdbStore } from '#platform/web/store/idb-store.ts'
import type { PhoneStore } from '#platform/web/store/phone-store.ts'
import { keepDeviceKey, openDeviceKey } from '#slices/identity/shared/public.ts'

/*
 * What stands between the phone and an account's data: everything that needs the store before it is open.
 */

export const monotonicMs = (): number => performance.now()

/** Runs something on an account's store as it lies there, sealed or not. */
export async function withStore<Result>(account: Id, use: (store: PhoneStore) => Promise<Result>): Promise<Result> {
  const store = openIdbStore(account)
  try {
    return await use(store)
  } finally {
    store.close()
  }
}

/** locked: has a PIN · plain: work of a version before the lock · empty: nothing, or everything was lost. */
export const stateOfStore = (account: Id): Promise<'locked' | 'plain' | 'empty'> =>
  withStore(account, async (store) => {
    if (await readLock(store)) return 'locked'
    return (await store.read('meta', 'me')) ? 'plain' : 'empty'
  })

export const lockOf = (account: Id): Promise<Lock | null> => withStore(account, readLock)

/** Locks the account's store for the first time; what is in it stays. */
export const lockWithPin = (account: Id, pin: string): Promise<DataKey> =>
  withStore(account, async (store) => (await lockStore(store, { pin, device: newId(), monotonicMs })).key)

/**
 * Gives the server the key that opens this phone again when the PIN is forgotten, unless it has it. Without a network, or
 * with a session that is over, it stays for the next time.
 */
export const handInRecoveryKey = (account: Id, key: DataKey, token: string): Promise<void> =>
  withStore(account, async (store) => {
    const [lock, pending] = await Promise.all([readLock(store), pendingRecovery(store, key)])
    if (!lock || !pending) return
    const body = { key: btoa(toBinaryText(pending)) }
    const kept = await createCall(() => token)(keepDeviceKey, {
      params: { deviceId: lock.recovery.device },
      body,
    }).then(
      () => true,
      () => false,
    )
    if (kept) await recoveryIsKept(store)
  })

/** The key of the server for this phone, for who has just signed in; null: it has none. Throws what else the server says. */
export async function askRecoveryKey(account: Id, token: string): Promise<Bytes | null> {
  const lock = await lockOf(account)
  if (!lock) return null
  try {
    const params = { deviceId: lock.recovery.device }
    return fromBinaryText(atob((await createCall(() => token)(openDeviceKey, { params })).key))
  } catch (error) {
    if (error instanceof ApiProblem && error.body.status === 404) return null
    throw error
  }
}

/** A new PIN for the same data; null: the server's key is not the one of this store. */
export const newPinByRecovery = (account: Id, recoveryKey: Bytes, pin: string): Promise<DataKey | null> =>
  withStore(account, (store) => openByRecovery(store, recoveryKey, pin, monotonicMs))

/** Who has signed in with the password may try PINs anew. */
export const tryPinsAnew = (account: Id): Promise<void> => withStore(account, forgetTries)
