import { type PhoneDisk, PowerCut } from '#platform/testing/memory-store.ts'
import { readLock } from '#platform/web/lock/lock-record.ts'
import { sealedStore } from '#platform/web/lock/sealed-store.ts'
import { type DataKey, importKey, newRawKey, unsealText } from '#platform/web/lock/sealing.ts'
import { changeLock, lockStore, openByPin, openByRecovery } from '#platform/web/lock/store-lock.ts'
import type { PhoneStore, StoredRecord } from '#platform/web/store/phone-store.ts'

/**
 * How a phone keeps its store. plain: an app of before the lock · sealed: every body under a data key · with a PIN: the same,
 * the key wrapped in the store, as the product does it (each opening costs a fifth of a second: few phones do it).
 */
export class PhoneLock {
  private key: DataKey | null = null
  /** Typed at the phone; the newest first, because a change may have been cut off. */
  private pins: string[] = []
  private recoveryKey: Parameters<typeof openByRecovery>[1] | null = null
  private readonly plain = new Map<string, string>()
  private readonly disk: PhoneDisk

  constructor(disk: PhoneDisk) {
    this.disk = disk
  }

  /** Everything on the disk is sealed from now on; only for an empty disk. */
  async seal(): Promise<void> {
    this.key = await importKey(newRawKey())
  }

  get hasPin(): boolean {
    return this.pins.length > 0
  }

  /** As the client opens it; the PIN is typed the first time after it was chosen or changed. */
  async open(): Promise<PhoneStore> {
    const store = this.disk.open()
    if (!this.key && (await readLock(store))) this.key = await this.typePin(store)
    return this.key ? sealedStore(store, this.key) : store
  }

  /** A PIN is chosen over all that is there, unsealed: when an old app was updated. */
  async choosePin(pin: string): Promise<void> {
    this.pins = [pin]
    const made = { pin, device: 'the phone', monotonicMs: () => performance.now() }
    this.key = null
    this.recoveryKey = (await notCut(lockStore(this.disk.open(), made)))?.recoveryKey ?? null
  }

  async changePin(pin: string): Promise<void> {
    const [before = ''] = this.pins
    this.pins = [pin, before]
    this.key = null
    await notCut(changeLock(this.disk.open(), before, { pin, monotonicMs: () => performance.now() }))
  }

  /** The PIN is forgotten: the key that the server kept opens the same data under a new one. */
  async forgetPin(pin: string): Promise<boolean> {
    if (!this.recoveryKey) return false
    this.pins = [pin, ...this.pins]
    this.key = null
    await notCut(openByRecovery(this.disk.open(), this.recoveryKey, pin, () => performance.now()))
    return true
  }

  /** The disk was wiped: what was locked is gone, with its lock. */
  forget(): void {
    if (this.pins.length) this.key = null
    this.pins = []
    this.recoveryKey = null
  }

  /** Makes the body of a record that was just written known to `bodyOf`. */
  async learn({ table, key, body }: StoredRecord): Promise<string> {
    const text = this.key && body !== '' ? await unsealText(this.key, `${table}/${key}`, body) : body
    this.plain.set(body, text)
    return text
  }

  /** What the client wrote there. */
  bodyOf({ body }: StoredRecord): string {
    return this.plain.get(body) ?? body
  }

  private async typePin(store: PhoneStore): Promise<DataKey> {
    for (const pin of this.pins) {
      const opening = await openByPin(store, pin)
      if (opening.end === 'open') return opening.key
    }
    throw new Error('no PIN that was typed here opens the phone')
  }
}

/** The app dies with the power; what it was doing is there or not. */
async function notCut<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof PowerCut) return null
    throw error
  }
}
