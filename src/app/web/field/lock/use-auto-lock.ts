import { useEffect } from 'react'
import { monotonicMs } from './gate.ts'

/** So long in the background, and the app locks itself. */
const backgroundMs = 10 * 60_000

/**
 * Locks when the app was out of sight for ten minutes: by a timer, and when it is seen again by both clocks, because
 * timers and the monotonic clock stand still while a phone sleeps, and the other clock can be set.
 */
export const useAutoLock = (lock: (() => void) | null): void =>
  useEffect(() => {
    if (!lock) return
    let hidden: { monotonic: number; wall: number } | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'hidden') {
        hidden = { monotonic: monotonicMs(), wall: Date.now() }
        timer = setTimeout(lock, backgroundMs)
        return
      }
      const before = hidden
      hidden = null
      if (before && wasLong(monotonicMs() - before.monotonic, Date.now() - before.wall)) lock()
    }
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [lock])

// A clock that was set back meanwhile says nothing good.
const wasLong = (monotonic: number, wall: number): boolean =>
  monotonic >= backgroundMs || wall >= backgroundMs || wall < 0
