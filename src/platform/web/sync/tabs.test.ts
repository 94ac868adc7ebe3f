import { describe, expect, it } from 'vitest'
import { PhoneDisk } from '#platform/testing/memory-store.ts'
import { SimulatedDevice } from '#platform/testing/simulated-device.ts'
import { type Locks, leaseGuard, lockGuard, openTabs, type Tabs } from './tabs.ts'

const newDevice = (seed: number) => new SimulatedDevice(seed, 0, () => Promise.reject(new Error('no network here')))

/** A lock as the browser keeps it for all tabs. */
function browserLocks(): Locks & { held: boolean } {
  return {
    held: false,
    async request(_name, { ifAvailable, steal }, callback) {
      if (this.held && ifAvailable && !steal) return callback(null)
      this.held = true
      try {
        return await callback({})
      } finally {
        this.held = false
      }
    },
  }
}

const guards: Record<string, () => { alone: Tabs['alone'][]; device: SimulatedDevice }> = {
  'Web Locks': () => {
    const locks = browserLocks()
    const device = newDevice(1)
    return { alone: [0, 1].map(() => lockGuard(locks, 'sync', device)), device }
  },
  'a lease in the store': () => {
    const disk = new PhoneDisk()
    const device = newDevice(2)
    return { alone: [0, 1].map(() => leaseGuard(disk.open(), device)), device }
  },
}

describe.each(Object.entries(guards))('one tab syncs at a time: %s', (_name, setUp) => {
  const underWay = async () => {
    const { alone, device } = setUp()
    const [first, second] = alone as [Tabs['alone'], Tabs['alone']]
    let finish = () => {}
    const done = first(() => new Promise((resolve) => (finish = resolve)))
    await device.pass(0)
    return { first, second, device, done, finish: () => finish() }
  }
  const nothing = async () => {}

  it('the other is told that it is busy, and may when it is over', async () => {
    const { first, second, device, done, finish } = await underWay()
    expect(await second(nothing)).toBe(false)
    finish()
    expect(await done).toBe(true)
    await device.pass(31_000)
    expect(await second(nothing)).toBe(true)
    await device.pass(31_000)
    expect(await first(nothing)).toBe(true)
  })

  it('keeps its right while the work lasts', async () => {
    const { second, device, finish, done } = await underWay()
    await device.pass(55_000)
    expect(await second(nothing)).toBe(false)
    finish()
    await done
  })

  it('lets go when the work fails', async () => {
    const { alone, device } = setUp()
    const [first, second] = alone as [Tabs['alone'], Tabs['alone']]
    await expect(first(() => Promise.reject(new Error('offline')))).rejects.toThrow('offline')
    await device.pass(31_000)
    expect(await second(nothing)).toBe(true)
  })
})

describe('tabs that died or hear of one another', () => {
  it('a lock that a frozen tab holds for a minute is taken away', async () => {
    const locks = browserLocks()
    const device = newDevice(3)
    locks.held = true
    const alone = lockGuard(locks, 'sync', device)
    expect(await alone(async () => {})).toBe(false)
    await device.pass(59_000)
    expect(await alone(async () => {})).toBe(false)
    await device.pass(2_000)
    expect(await alone(async () => {})).toBe(true)
  })

  it('a lease ends by itself when its tab was killed', async () => {
    const disk = new PhoneDisk()
    const device = newDevice(4)
    await disk.open().lease('killed', device.nowMs(), 30_000)
    const alone = leaseGuard(disk.open(), device)
    expect(await alone(async () => {})).toBe(false)
    await device.pass(30_000)
    expect(await alone(async () => {})).toBe(true)
  })

  it('what one tells, the other hears', () => {
    const ends = { heard: 0, closed: 0 }
    const channel = {
      onmessage: null as ((event: MessageEvent) => void) | null,
      postMessage() {},
      close: () => void ends.closed++,
    }
    const other = { ...channel, postMessage: () => channel.onmessage?.({} as MessageEvent) }
    const listener = openTabs(async () => true, channel)
    listener.listen(() => void ends.heard++)
    openTabs(async () => true, other).tell()
    listener.close()
    expect(ends).toEqual({ heard: 1, closed: 1 })
  })
})
