import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { PhoneDisk } from '#platform/testing/memory-store.ts'
import { openIdbStore } from '../store/idb-store.ts'
import type { PhoneStore, StoredRecord } from '../store/phone-store.ts'
import { readLock } from './lock-record.ts'
import { sealedStore } from './sealed-store.ts'
import { fromBinaryText, newRawKey, toBinaryText } from './sealing.ts'
import {
  backToPin,
  changeLock,
  lockStore,
  openByBiometric,
  openByPin,
  openByRecovery,
  pendingRecovery,
  recoveryIsKept,
  waited,
} from './store-lock.ts'

const pin = '480937'
const monotonicMs = () => performance.now()
const newLock = () => ({ pin, device: randomUUID(), monotonicMs })
const secretText = 'Nguyễn Thị Hoa, 0912 345 678'
const records: StoredRecord[] = [
  { table: 'meta', key: 'token', clear: null, body: 'a bearer token' },
  { table: 'meta', key: 'team/t', clear: { team: 't' }, body: '' },
  { table: 'drafts', key: 'visit/d', clear: { savedAtMs: 1 }, body: JSON.stringify({ note: secretText }) },
  { table: 'rows', key: 't/1/00000', clear: { rows: [['household', 'd', 3]] }, body: JSON.stringify([secretText]) },
]
const filled = async (store: PhoneStore) => store.transact({ expect: await store.stamp(), put: records, remove: [] })
const found = async (store: PhoneStore) =>
  (await store.load()).records.sort((a, b) => (`${a.table}/${a.key}` < `${b.table}/${b.key}` ? -1 : 1))
const expected = [...records].sort((a, b) => (`${a.table}/${a.key}` < `${b.table}/${b.key}` ? -1 : 1))

const kinds: Record<string, () => PhoneStore> = {
  IndexedDB: () => openIdbStore(randomUUID()),
  memory: () => new PhoneDisk().open(),
}

describe.each(Object.entries(kinds))('a locked store: %s', (_name, open) => {
  it('holds everything of the plain one, and nothing of it can be read', async () => {
    const store = open()
    await filled(store)
    const { key } = await lockStore(store, newLock())
    expect(await found(sealedStore(store, key))).toEqual(expected)
    const bodies = (await store.load()).records.map(({ body }) => body)
    for (const text of ['Hoa', '0912', 'bearer', 'note'])
      expect(bodies.filter((body) => body.includes(text) || utf8(body).includes(text))).toEqual([])
    const ids = (await store.load()).records.map(({ table, key: name }) => `${table}/${name}`)
    expect(ids).toEqual(expect.arrayContaining(records.map(({ table, key: name }) => `${table}/${name}`)))
  })

  it('opens with its PIN and writes sealed', async () => {
    const store = open()
    await filled(store)
    await lockStore(store, newLock())
    const opening = await openByPin(store, pin)
    if (opening.end !== 'open') throw new Error(opening.end)
    const sealed = sealedStore(store, opening.key)
    const draft: StoredRecord = { table: 'drafts', key: 'visit/d', clear: { savedAtMs: 2 }, body: '"hai"' }
    await sealed.transact({ expect: await sealed.stamp(), put: [draft], remove: [] })
    expect(await sealed.read('drafts', 'visit/d')).toEqual(draft)
    expect((await store.read('drafts', 'visit/d'))?.body).not.toContain('hai')
    expect(await sealed.read('meta', 'lock')).toBeUndefined()
  })

  it('cannot be locked twice', async () => {
    const store = open()
    await lockStore(store, newLock())
    await expect(lockStore(store, newLock())).rejects.toThrow('locked already')
  })
})

const utf8 = (text: string) => Buffer.from(text, 'latin1').toString('utf8')

describe('the lock', () => {
  const locked = async () => {
    const disk = new PhoneDisk()
    await filled(disk.open())
    const made = await lockStore(disk.open(), newLock())
    return { disk, store: disk.open(), ...made }
  }

  it('killed while everything is being sealed: all of it is as before, or all of it is sealed', async () => {
    for (const when of ['before', 'after'] as const) {
      const disk = new PhoneDisk()
      await filled(disk.open())
      disk.cutPowerAt(1, when)
      await expect(lockStore(disk.open(), newLock())).rejects.toThrow('power')
      const again = disk.open()
      if (when === 'before') expect(await found(again)).toEqual(expected)
      else {
        const opening = await openByPin(again, pin)
        if (opening.end !== 'open') throw new Error(opening.end)
        expect(await found(sealedStore(again, opening.key))).toEqual(expected)
      }
    }
  })

  it('waits longer after each wrong PIN, also over a restart; only time with the app open counts', async () => {
    const { disk, store } = await locked()
    for (const wrong of [1, 2])
      expect(await openByPin(store, '907246')).toMatchObject({ end: 'wrong', tries: { wrong } })
    expect(await openByPin(store, '907246')).toEqual({ end: 'wrong', tries: { wrong: 3, waitMs: 5_000 } })
    const restarted = disk.open()
    expect(await openByPin(restarted, pin)).toEqual({ end: 'wait', tries: { wrong: 3, waitMs: 5_000 } })
    await waited(restarted, 3_000)
    expect(await openByPin(disk.open(), pin)).toMatchObject({ end: 'wait', tries: { waitMs: 2_000 } })
    // A clock that was set back gives nothing.
    await waited(restarted, -9_000)
    expect(await openByPin(restarted, pin)).toMatchObject({ end: 'wait' })
    await waited(restarted, 2_000)
    expect((await openByPin(restarted, pin)).end).toBe('open')
    // The right one clears the count.
    expect(await openByPin(restarted, '907246')).toMatchObject({ end: 'wrong', tries: { wrong: 1, waitMs: 0 } })
  })

  it('after ten wrong PINs only the key of the server opens, under a new PIN, and nothing is lost', async () => {
    const { store, recoveryKey } = await locked()
    for (let wrong = 1; wrong <= 10; wrong += 1) {
      const { end } = await openByPin(store, '907246')
      expect(end).toBe(wrong < 10 ? 'wrong' : 'locked-out')
      await waited(store, 3_600_000)
    }
    expect(await openByPin(store, pin)).toEqual({ end: 'locked-out' })
    expect(await openByRecovery(store, newRawKey(), '290714', monotonicMs)).toBeNull()
    const key = await openByRecovery(store, recoveryKey, '290714', monotonicMs)
    if (!key) throw new Error('the recovery key does not open')
    expect(await found(sealedStore(store, key))).toEqual(expected)
    expect((await openByPin(store, pin)).end).toBe('wrong')
    expect((await openByPin(store, '290714')).end).toBe('open')
  })

  it('keeps the recovery key, sealed, until the server has it', async () => {
    const { store, key, recoveryKey } = await locked()
    expect(await pendingRecovery(store, key)).toEqual(recoveryKey)
    await recoveryIsKept(store)
    expect(await pendingRecovery(store, key)).toBeNull()
  })

  it('opens by fingerprint instead of the PIN, and back', async () => {
    const { store } = await locked()
    const secret = newRawKey()
    const made = { credential: 'c', salt: 's' }
    expect(await changeLock(store, '907246', { secret, made })).toBe(false)
    expect(await changeLock(store, pin, { secret, made })).toBe(true)
    expect((await readLock(store))?.pin).toBeNull()
    expect(await openByPin(store, pin)).toEqual({ end: 'locked-out' })
    expect(await openByBiometric(store, newRawKey())).toBeNull()
    const key = await openByBiometric(store, secret)
    expect(key && (await found(sealedStore(store, key)))).toEqual(expected)
    expect(await backToPin(store, secret, { pin: '290714', monotonicMs })).toBe(true)
    expect((await openByPin(store, '290714')).end).toBe('open')
    expect(await openByBiometric(store, secret)).toBeNull()
  })

  it('a body in another place does not open', async () => {
    const { store, key } = await locked()
    const token = await store.read('meta', 'token')
    await store.transact({
      expect: await store.stamp(),
      put: [{ table: 'drafts', key: 'visit/d', clear: null, body: token?.body ?? '' }],
      remove: [],
    })
    await expect(sealedStore(store, key).read('drafts', 'visit/d')).rejects.toThrow('drafts/visit/d is damaged')
  })

  it('stays with the data when another tab writes meanwhile', async () => {
    const disk = new PhoneDisk()
    const store = disk.open()
    await filled(store)
    const locking = lockStore(store, newLock())
    const late: StoredRecord = { table: 'drafts', key: 'late', clear: null, body: '"x"' }
    await store.transact({ expect: await store.stamp(), put: [late], remove: [] })
    const { key } = await locking
    expect(await sealedStore(store, key).read('drafts', 'late')).toEqual(late)
  })
})

it('bytes and binary texts are one to one', () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256)
  expect(fromBinaryText(toBinaryText(bytes))).toEqual(bytes)
})
