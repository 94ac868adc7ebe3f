import { useEffect, useLayoutEffect, useState } from 'react'
import { useHistoryState } from 'wouter/use-browser-location'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { newId } from '#platform/web/ui/field/new-id.ts'

interface Kept<Value> {
  value: Value
  scrolled: number
}

// What was typed may be a name, so it stands neither in the address nor in the browser's history: only a number does.
const keptOf = new WeakMap<SyncClient, Map<string, Kept<unknown>>>()

/** What a list was asked for and how far it was scrolled, found again by going back to it; `again`: somebody came back. */
export const useFind = <Value>(nothing: Value): [value: Value, set: (value: Value) => void, again: boolean] => {
  const client = useSyncClient()
  const state = useHistoryState<{ find?: string } | null>()
  const [key] = useState(() => state?.find ?? newId())
  const kept = keptOf.get(client) ?? new Map<string, Kept<unknown>>()
  keptOf.set(client, kept)
  const [found] = useState(() => kept.get(key) as Kept<Value> | undefined)
  const [value, setValue] = useState(found?.value ?? nothing)
  // Nothing is handed back: younger browsers answer a promise, which React would take for what ends the effect.
  useEffect(() => void window.scrollTo(0, found?.scrolled ?? 0), [found])
  useLayoutEffect(() => () => void kept.set(key, { value, scrolled: window.scrollY }), [kept, key, value])
  useEffect(() => {
    if (state?.find !== key) history.replaceState({ ...state, find: key }, '')
  }, [state, key])
  return [value, setValue, found !== undefined]
}
