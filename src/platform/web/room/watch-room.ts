import type { SyncClient } from '../sync/client.ts'
import { type Room, roomOf } from './room.ts'

/*
 * How full this app's part of the phone is. Watched in one place; screens and the taking of photos ask here. Asking the
 * browser to keep the data (it may otherwise throw all of it away when the phone is short of room) waits until there is
 * something to keep: asked at once, browsers say no.
 */

let room: Room = roomOf(null)
let kept: boolean | null = null
const listeners = new Set<() => void>()

/** The room as it was measured last. */
export const currentRoom = (): Room => room

/** Has the browser promised not to throw the data away? Null: it was not asked yet, or cannot be. */
export const isKept = (): boolean | null => kept

/** May a photo be stored? Refused long before records are. */
export const mayStoreMedia = (): boolean => room.level !== 'records-only'

/** Calls after each change; answers how to stop. */
export const subscribeRoom = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const everyMs = 60_000
const afterWorkMs = 2_000

/** Measures now, after work, and every minute; asks for lasting storage after the first work. Answers how to stop. */
export const watchRoom = (client: SyncClient): (() => void) => {
  let waiting = client.state().waiting
  let soon: ReturnType<typeof setTimeout> | undefined
  const stop = client.subscribe(() => {
    const before = waiting
    waiting = client.state().waiting
    if (waiting <= before) return
    void askToKeep()
    clearTimeout(soon)
    soon = setTimeout(() => void measure(), afterWorkMs)
  })
  const each = setInterval(() => void measure(), everyMs)
  void measure()
  return () => {
    stop()
    clearTimeout(soon)
    clearInterval(each)
  }
}

/** Asks the browser how full it is. Not every browser says; some say so only in a secure context. */
export const measure = async (): Promise<void> => {
  const estimate = await navigator.storage?.estimate?.().catch(() => null)
  room = roomOf(estimate ?? null)
  kept = (await navigator.storage?.persisted?.().catch(() => null)) ?? null
  for (const listener of listeners) listener()
}

let asked = false

const askToKeep = async (): Promise<void> => {
  if (asked) return
  asked = true
  kept = (await navigator.storage?.persist?.().catch(() => null)) ?? null
  for (const listener of listeners) listener()
}
