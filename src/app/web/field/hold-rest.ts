import { useEffect, useState, useSyncExternalStore } from 'react'
import { useSyncState } from '#platform/web/sync/use-sync.ts'
import { type Locale, useLocale } from '#platform/web/ui/locale.tsx'

/*
 * The service worker holds the start of the app from its first moment, and the words of the language in use; every other
 * page when this asks for it. On the first start the line is for the records: the rest comes once they are all here and
 * nobody has touched the screen for a while, or as soon as the app is out of sight; on every later start at once.
 */

const calmMs = 20_000
const againMs = 60_000

let held: boolean | null = null
const listeners = new Set<() => void>()

/** Does the phone hold every page? null: not known, because no service worker has said so. */
export const useHoldsEveryPage = (): boolean | null => useSyncExternalStore(subscribe, () => held)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Sees to it that the phone holds the words in use at once, and every page when it is time for them. */
export const useHoldRest = (): void => {
  const locale = useLocale()
  const { lastSyncMs, firstSync } = useSyncState()
  const [wasHere] = useState(lastSyncMs !== null)
  const complete = lastSyncMs !== null && firstSync === null
  useEffect(() => void ask(locale, false), [locale])
  useEffect(() => {
    return complete ? keepAsking(locale, wasHere ? 0 : calmMs) : undefined
  }, [complete, wasHere, locale])
}

/** Asks when it is calm; where there was no network for it, again after a while. Answers how to stop. */
function keepAsking(locale: Locale, ms: number): () => void {
  let stopped = false
  let stop = () => {}
  const begin = (after: number) => {
    stop = whenCalm(after, async () => {
      await ask(locale, true)
      if (held === false && !stopped) begin(againMs)
    })
  }
  begin(ms)
  return () => {
    stopped = true
    stop()
  }
}

async function ask(locale: Locale, rest: boolean): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const { active } = await navigator.serviceWorker.ready
  const { port1, port2 } = new MessageChannel()
  held = await new Promise<boolean>((answer) => {
    port1.onmessage = ({ data }) => answer(data)
    active?.postMessage({ hold: { locale, rest } }, [port2])
  })
  port1.close()
  for (const listener of listeners) listener()
}

/** Calls once when nobody has touched the screen for so long, or when nobody sees it any more. Answers how to stop. */
function whenCalm(ms: number, calm: () => Promise<void>): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const now = () => {
    stop.abort()
    clearTimeout(timer)
    void calm()
  }
  let timer = setTimeout(now, ms)
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(now, ms)
  }
  for (const touch of ['pointerdown', 'keydown']) window.addEventListener(touch, again, { signal, capture: true })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && now(), { signal })
  return () => {
    stop.abort()
    clearTimeout(timer)
  }
}
