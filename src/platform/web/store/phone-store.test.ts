import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { PhoneDisk } from '#platform/testing/memory-store.ts'
import { openIdbStore } from './idb-store.ts'
import { type PhoneStore, StaleStore, type StoreChange, type StoredRecord } from './phone-store.ts'

const draft = (key: string, body: string): StoredRecord => ({ table: 'drafts', key, clear: { savedAtMs: 1 }, body })
const chunk = (key: string): StoredRecord => ({
  table: 'rows',
  key,
  clear: { rows: [['visit', 'v1', 3]] },
  body: '[{}]',
})
const change = (expect: number, put: StoredRecord[], remove: StoreChange['remove'] = []): StoreChange => ({
  expect,
  put,
  remove,
})

const kinds: Record<string, () => () => PhoneStore> = {
  IndexedDB: () => {
    const account = randomUUID()
    return () => openIdbStore(account)
  },
  memory: () => {
    const disk = new PhoneDisk()
    return () => disk.open()
  },
}

describe.each(Object.entries(kinds))('the phone store: %s', (_name, newPhone) => {
  const opened: PhoneStore[] = []
  const device = () => {
    const open = newPhone()
    return () => {
      const store = open()
      opened.push(store)
      return store
    }
  }
  afterEach(() => {
    for (const store of opened.splice(0)) store.close()
  })

  it('is empty at first', async () => {
    expect(await device()().load()).toEqual({ stamp: 0, records: [] })
  })

  it('keeps records of several tables over a restart, exactly as they were put', async () => {
    const open = device()
    const records = [draft('visit/new', '{"people":2}'), chunk('team/1/00000'), draft('door/7', '')]
    await open().transact(change(0, records))
    const { stamp, records: found } = await open().load()
    expect(stamp).toBe(1)
    expect(found).toHaveLength(3)
    expect(found).toEqual(expect.arrayContaining(records))
  })

  it('replaces and removes records in one change', async () => {
    const store = device()()
    await store.transact(change(0, [draft('a', '1'), draft('b', '1')]))
    await store.transact(change(1, [draft('a', '2'), chunk('c')], [{ table: 'drafts', key: 'b' }]))
    const { records } = await store.load()
    expect(records.map(({ key, body }) => [key, body]).sort()).toEqual([
      ['a', '2'],
      ['c', '[{}]'],
    ])
  })

  it('a record removed and put in the same change is there', async () => {
    const store = device()()
    await store.transact(change(0, [draft('a', '1')]))
    await store.transact(change(1, [draft('a', '2')], [{ table: 'drafts', key: 'a' }]))
    expect((await store.load()).records).toEqual([draft('a', '2')])
  })

  it('a tab that does not know of another tab’s change is refused and changes nothing', async () => {
    const open = device()
    const [first, second] = [open(), open()]
    await first.transact(change(0, [draft('a', 'first')]))
    await expect(second.transact(change(0, [draft('a', 'second'), chunk('c')]))).rejects.toThrow(StaleStore)
    expect(await second.stamp()).toBe(1)
    expect((await second.load()).records).toEqual([draft('a', 'first')])
  })

  it('hands out copies: what a caller does to a loaded record does not reach the store', async () => {
    const store = device()()
    await store.transact(change(0, [chunk('c')]))
    const [record] = (await store.load()).records
    const clear = record?.clear as { rows: unknown[] } | undefined
    clear?.rows.push('spoilt')
    expect((await store.load()).records).toEqual([chunk('c')])
  })

  it('gives the lease to one holder until it ends, and does not wait for one that a wrong clock wrote', async () => {
    const open = device()
    const [first, second] = [open(), open()]
    expect(await first.lease('tab 1', 1_000, 500)).toBe(true)
    expect(await second.lease('tab 2', 1_400, 500)).toBe(false)
    expect(await first.lease('tab 1', 1_400, 500)).toBe(true)
    expect(await second.lease('tab 2', 1_600, 500)).toBe(false)
    expect(await second.lease('tab 2', 1_900, 500)).toBe(true)
    expect(await first.lease('tab 1', 100, 500)).toBe(true)
  })

  it('keeps files apart: read one by one, loaded with nothing, written and removed in the same change as what is known of them', async () => {
    const open = device()
    const known: StoredRecord = { table: 'media', key: 'p1', clear: { state: 'waiting' }, body: '' }
    const file: StoredRecord = { table: 'bytes', key: 'p1', clear: null, body: 'AAAA' }
    await open().transact(change(0, [known, file]))
    const store = open()
    expect((await store.load()).records).toEqual([known])
    expect(await store.read('bytes', 'p1')).toEqual(file)
    await store.transact(
      change(
        1,
        [],
        [
          { table: 'media', key: 'p1' },
          { table: 'bytes', key: 'p1' },
        ],
      ),
    )
    expect(await store.read('bytes', 'p1')).toBeUndefined()
  })

  it('erases everything', async () => {
    const open = device()
    const store = open()
    await store.transact(change(0, [chunk('c'), draft('a', '1')]))
    await store.erase()
    store.close()
    expect(await open().load()).toEqual({ stamp: 0, records: [] })
  })
})

describe('power cuts of the simulated phone', () => {
  const written = (disk: PhoneDisk) => [...disk.records.values()].map(({ key }) => key)

  it('before the change: it is not there, and the app is dead', async () => {
    const disk = new PhoneDisk()
    const store = disk.open()
    disk.cutPowerAt(2, 'before')
    await store.transact(change(0, [draft('a', '1')]))
    await expect(store.transact(change(1, [draft('b', '1')]))).rejects.toThrow('power')
    await expect(store.load()).rejects.toThrow('power')
    expect(written(disk)).toEqual(['a'])
    expect((await disk.open().load()).stamp).toBe(1)
  })

  it('after the change: it is there, and the app does not know', async () => {
    const disk = new PhoneDisk()
    const store = disk.open()
    disk.cutPowerAt(1, 'after')
    await expect(store.transact(change(0, [draft('a', '1')]))).rejects.toThrow('power')
    expect(written(disk)).toEqual(['a'])
    await expect(store.transact(change(1, [draft('b', '1')]))).rejects.toThrow('power')
    expect(written(disk)).toEqual(['a'])
  })
})
