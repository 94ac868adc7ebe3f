import type { Id } from '#platform/shared/ids.ts'
import type { PhoneStore, StoredRecord } from '../store/phone-store.ts'
import type { Tries } from './tries.ts'

/** The data key, wrapped by what a PIN gives. `salt` and `wrapped` are binary texts. */
export interface PinWay {
  salt: string
  iterations: number
  wrapped: string
}

/** The data key, wrapped by what a fingerprint or face gives (WebAuthn PRF). */
export interface BiometricWay {
  credential: string
  salt: string
  wrapped: string
}

/** The data key, wrapped by a key that the server gives out after a fresh sign-in. `device`: its name there. */
export interface RecoveryWay {
  device: Id
  wrapped: string
}

/** How a store is opened. A store with bodies but without this record is a plain one, of a version before the lock. */
export interface Lock {
  version: 1
  pin: PinWay | null
  biometric: BiometricWay | null
  recovery: RecoveryWay
}

const lockKey = 'lock'
const triesKey = 'lock-tries'
/** The recovery key itself, sealed like any body, until the server has it. */
export const pendingKey = 'lock-pending'

export const isLockRecord = ({ table, key }: Pick<StoredRecord, 'table' | 'key'>): boolean =>
  table === 'meta' && [lockKey, triesKey, pendingKey].includes(key)

export const lockRecord = (lock: Lock): StoredRecord => ({ table: 'meta', key: lockKey, clear: lock, body: '' })
export const triesRecord = (tries: Tries): StoredRecord => ({ table: 'meta', key: triesKey, clear: tries, body: '' })
export const noTries = { table: 'meta', key: triesKey } as const

/** null: this store is not locked. */
export const readLock = async (store: PhoneStore): Promise<Lock | null> =>
  ((await store.read('meta', lockKey))?.clear as Lock | undefined) ?? null

export const readTries = async (store: PhoneStore): Promise<Tries | null> =>
  ((await store.read('meta', triesKey))?.clear as Tries | undefined) ?? null
