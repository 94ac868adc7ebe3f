import type { Id } from '#platform/shared/ids.ts'
import { type PhoneStore, StaleStore, type StoreChange } from '../store/phone-store.ts'
import {
  iterationsHere,
  unwrapByBiometric,
  unwrapByPin,
  unwrapByRecovery,
  wrapByBiometric,
  wrapByPin,
  wrapForRecovery,
} from './keys.ts'
import {
  type BiometricWay,
  isLockRecord,
  type Lock,
  lockRecord,
  noTries,
  pendingKey,
  readLock,
  readTries,
  triesRecord,
} from './lock-record.ts'
import { sealRecord } from './sealed-store.ts'
import { type Bytes, type DataKey, importKey, newRawKey, seal, unseal } from './sealing.ts'
import { afterWaiting, afterWrong, isExhausted, type Tries } from './tries.ts'

/** How an attempt to open ended. `locked-out`: only signing in with the password opens from here on. */
export type Opening =
  | { end: 'open'; key: DataKey }
  | { end: 'wrong'; tries: Tries }
  | { end: 'wait'; tries: Tries }
  | { end: 'locked-out' }

/** What a new lock is made with. */
export interface NewLock {
  pin: string
  /** The phone's name for its key at the server. */
  device: Id
  monotonicMs: () => number
}

/**
 * Locks a store for the first time: everything in it is sealed, and the lock stands there, in one transaction. Killed
 * before its end, the store is as it was. Answers the data key, and the recovery key that the server shall keep.
 * Throws when the store is locked already (by another tab).
 */
export async function lockStore(store: PhoneStore, wanted: NewLock): Promise<{ key: DataKey; recoveryKey: Bytes }> {
  const raw = newRawKey()
  const recoveryKey = newRawKey()
  const key = await importKey(raw)
  const lock: Lock = {
    version: 1,
    pin: await wrapByPin(raw, wanted.pin, await iterationsHere(wanted.monotonicMs)),
    biometric: null,
    recovery: { device: wanted.device, wrapped: await wrapForRecovery(raw, recoveryKey) },
  }
  raw.fill(0)
  await change(store, async (stamp) => {
    const { records } = await store.load()
    if (records.some(isLockRecord)) throw new Error('this store is locked already')
    const sealed = await Promise.all(records.map((record) => sealRecord(key, record)))
    const pending = {
      table: 'meta',
      key: pendingKey,
      clear: null,
      body: await seal(key, pendingKey, recoveryKey),
    } as const
    return { expect: stamp, put: [...sealed, lockRecord(lock), pending], remove: [] }
  })
  return { key, recoveryKey }
}

/** Tries a PIN. What is wrong is counted before it is answered, so that a killed app has not forgotten it. */
export async function openByPin(store: PhoneStore, pin: string): Promise<Opening> {
  const [lock, tries] = await Promise.all([readLock(store), readTries(store)])
  if (!lock?.pin || isExhausted(tries)) return { end: 'locked-out' }
  if (tries && tries.waitMs > 0) return { end: 'wait', tries }
  const wrong = await countTry(store)
  const raw = await unwrapByPin(lock.pin, pin)
  if (!raw) return isExhausted(wrong) ? { end: 'locked-out' } : { end: 'wrong', tries: wrong }
  await forgetTries(store)
  return { end: 'open', key: await taken(raw) }
}

async function countTry(store: PhoneStore): Promise<Tries> {
  let wrong = afterWrong(null)
  await change(store, async (expect) => {
    wrong = afterWrong(await readTries(store))
    return { expect, put: [triesRecord(wrong)], remove: [] }
  })
  return wrong
}

/** Notes time that was waited with the app open, by the monotonic clock. */
export async function waited(store: PhoneStore, passedMs: number): Promise<Tries | null> {
  const tries = await readTries(store)
  if (!tries || tries.waitMs === 0) return tries
  const left = afterWaiting(tries, passedMs)
  await put(store, triesRecord(left))
  return left
}

/** Opens with what the authenticator gave for the way's salt; null: it was another one's. */
export async function openByBiometric(store: PhoneStore, secret: Bytes): Promise<DataKey | null> {
  const lock = await readLock(store)
  const raw = lock?.biometric ? await unwrapByBiometric(lock.biometric, secret) : null
  if (raw) await forgetTries(store)
  return raw && taken(raw)
}

/** The same data under a new PIN, opened with the key that the server kept; null: it is not the one of this store. */
export async function openByRecovery(
  store: PhoneStore,
  recoveryKey: Bytes,
  pin: string,
  monotonicMs: () => number,
): Promise<DataKey | null> {
  const lock = await readLock(store)
  const raw = lock && (await unwrapByRecovery(lock.recovery, recoveryKey))
  if (!raw) return null
  const way = await wrapByPin(raw, pin, await iterationsHere(monotonicMs))
  await change(store, async (expect) => ({
    expect,
    put: [lockRecord({ ...lock, pin: way, biometric: null })],
    remove: [noTries],
  }))
  return taken(raw)
}

/** Another PIN, or the way by fingerprint instead of it. False: the present PIN is another one. */
export async function changeLock(store: PhoneStore, pin: string, next: NextWay): Promise<boolean> {
  const lock = await readLock(store)
  const raw = lock?.pin ? await unwrapByPin(lock.pin, pin) : null
  if (!lock || !raw) return false
  await put(store, lockRecord(await relocked(lock, raw, next)))
  raw.fill(0)
  return true
}

export type NextWay =
  | { pin: string; monotonicMs: () => number }
  | { secret: Bytes; made: Omit<BiometricWay, 'wrapped'> }

/** Back from the fingerprint to a PIN. False: the secret is another one's. */
export async function backToPin(store: PhoneStore, secret: Bytes, next: NextWay): Promise<boolean> {
  const lock = await readLock(store)
  const raw = lock?.biometric ? await unwrapByBiometric(lock.biometric, secret) : null
  if (!lock || !raw) return false
  await put(store, lockRecord(await relocked(lock, raw, next)))
  raw.fill(0)
  return true
}

// One way at a time: a PIN beside the fingerprint could still be guessed from a copy of the store.
const relocked = async (lock: Lock, raw: Bytes, next: NextWay): Promise<Lock> =>
  'pin' in next
    ? { ...lock, pin: await wrapByPin(raw, next.pin, await iterationsHere(next.monotonicMs)), biometric: null }
    : { ...lock, pin: null, biometric: await wrapByBiometric(raw, next.secret, next.made) }

/** After signing in with the password: guesses of before count no more. */
export const forgetTries = (store: PhoneStore): Promise<void> =>
  change(store, async (expect) =>
    (await readTries(store)) ? { expect, put: [], remove: [noTries] } : { expect, put: [], remove: [] },
  )

/** The recovery key, while the server does not have it; null afterwards. */
export async function pendingRecovery(store: PhoneStore, key: DataKey): Promise<Bytes | null> {
  const record = await store.read('meta', pendingKey)
  return record ? unseal(key, pendingKey, record.body) : null
}

/** The server has it: it goes from this phone. */
export const recoveryIsKept = (store: PhoneStore): Promise<void> =>
  change(store, async (expect) => ({ expect, put: [], remove: [{ table: 'meta', key: pendingKey }] }))

async function taken(raw: Bytes): Promise<DataKey> {
  const key = await importKey(raw)
  raw.fill(0)
  return key
}

const put = (store: PhoneStore, record: ReturnType<typeof lockRecord>): Promise<void> =>
  change(store, async (expect) => ({ expect, put: [record], remove: [] }))

const attemptsMax = 20

/** Writes beside a client that may be at work in another tab: its changes come first, then this one is made anew. */
async function change(store: PhoneStore, make: (stamp: number) => Promise<StoreChange>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const next = await make(await store.stamp())
    if (next.put.length + next.remove.length === 0) return
    try {
      return await store.transact(next)
    } catch (error) {
      if (!(error instanceof StaleStore) || attempt === attemptsMax) throw error
    }
  }
}
