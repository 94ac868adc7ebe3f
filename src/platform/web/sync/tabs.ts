import type { PhoneStore } from '../store/phone-store.ts'
import type { Environment } from './types.ts'

/** Several tabs of one account share a store; one of them syncs at a time, and each hears when another has written. */
export interface Tabs {
  /** Runs `work` if no other tab is at it; false: another one is. */
  alone(work: () => Promise<void>): Promise<boolean>
  /** Tells the others that the store has changed. */
  tell(): void
  /** Calls when another tab has told. */
  listen(heard: () => void): void
  close(): void
}

const leaseMs = 30_000
// A tab that the phone froze in the middle keeps its lock. Changes are guarded by the store's stamp, so taking it away spoils nothing.
const stealAfterMs = 60_000

/** For browsers without Web Locks: a lease in the store, renewed while the work lasts. */
export function leaseGuard(store: PhoneStore, environment: Environment): Tabs['alone'] {
  const holder = environment.newId()
  const take = () => store.lease(holder, environment.nowMs(), leaseMs)
  return async (work) => {
    if (!(await take())) return false
    let cancel = () => {}
    const renew = () => {
      cancel = environment.schedule(leaseMs / 3, () => void take().then(renew, renew))
    }
    renew()
    try {
      await work()
      return true
    } finally {
      cancel()
    }
  }
}

/** The part of navigator.locks that is used. */
export interface Locks {
  request<Result>(
    name: string,
    options: { ifAvailable?: boolean; steal?: boolean },
    callback: (lock: unknown) => Promise<Result>,
  ): Promise<Result>
}

/** With Web Locks: the browser lets go when the tab closes. */
export function lockGuard(locks: Locks, name: string, environment: Environment): Tabs['alone'] {
  let busySinceMs: number | null = null
  return (work) => {
    const steal = busySinceMs !== null && environment.monotonicMs() - busySinceMs > stealAfterMs
    return locks.request(name, steal ? { steal } : { ifAvailable: true }, async (lock) => {
      if (!lock) {
        busySinceMs ??= environment.monotonicMs()
        return false
      }
      busySinceMs = null
      await work()
      return true
    })
  }
}

/** The part of BroadcastChannel that is used. */
export interface Channel {
  postMessage(message: unknown): void
  onmessage: ((event: MessageEvent) => void) | null
  close(): void
}

/**
 * @param channel absent: this browser has none; then a tab sees the others' work at its own next sync
 * @param closed is told when the client closes
 */
export function openTabs(alone: Tabs['alone'], channel: Channel | null, closed = () => {}): Tabs {
  return {
    alone,
    tell: () => channel?.postMessage('changed'),
    listen: (heard) => {
      if (channel) channel.onmessage = () => heard()
    },
    close: () => {
      channel?.close()
      closed()
    },
  }
}
