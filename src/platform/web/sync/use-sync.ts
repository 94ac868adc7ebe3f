import { createContext, useCallback, useContext, useMemo, useState, useSyncExternalStore } from 'react'
import type { SyncRow } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import { useOpenForm } from '../ui/field/open-forms.ts'
import type { SyncClient } from './client.ts'
import { isStorageFull } from './state.ts'
import type { RecordState, SyncState } from './types.ts'

const SyncContext = createContext<SyncClient | null>(null)

/** Gives the open client to the screens below. */
export const SyncProvider = SyncContext.Provider

/** The open client, for acting; what it shows comes from the hooks below. */
export function useSyncClient(): SyncClient {
  const client = useContext(SyncContext)
  if (!client) throw new Error('useSyncClient needs a SyncProvider above it')
  return client
}

/** Rows of a kind as shown (base and unsent work). Keep `filter` the same function between renders, by useCallback. */
export function useRows<Row extends SyncRow>(kind: string, filter?: (row: Row) => boolean): readonly Row[] {
  const client = useSyncClient()
  const rows = useSyncExternalStore(client.subscribe, () => client.rows<Row>(kind))
  return useMemo(() => (filter ? rows.filter(filter) : rows), [rows, filter])
}

/** One row as shown; undefined when it is not (or no longer) here. */
export function useRow<Row extends SyncRow>(kind: string, id: Id): Row | undefined {
  const client = useSyncClient()
  return useSyncExternalStore(client.subscribe, () => client.row<Row>(kind, id))
}

/** Where a record is: on this phone, sent, refused ... */
export function useRecordState(kind: string, id: Id): RecordState {
  const client = useSyncClient()
  return useSyncExternalStore(client.subscribe, () => client.recordState(kind, id))
}

/** Counts, last sync and trouble for the status line. */
export function useSyncState(): SyncState {
  const client = useSyncClient()
  return useSyncExternalStore(client.subscribe, () => client.state())
}

/**
 * A form's draft: its value (undefined: there is none), and how to save it at every field and to drop it. What was just
 * entered is shown before it is stored, so that the second of two quick taps builds on the first.
 */
export function useDraft<Value>(key: string) {
  useOpenForm()
  const client = useSyncClient()
  const stored = useSyncExternalStore(client.subscribe, () => client.draft(key))
  const [entered, setEntered] = useState<{ key: string; value: Value } | null>(null)
  const save = useCallback(
    (value: Value) => {
      setEntered({ key, value })
      // On a full phone typing goes on: what was entered is shown, and the status line says that it is not stored.
      return client.saveDraft(key, value).catch((error: unknown) => {
        if (!isStorageFull(error)) throw error
      })
    },
    [client, key],
  )
  const drop = useCallback(() => {
    setEntered(null)
    return client.dropDraft(key)
  }, [client, key])
  const value = entered?.key === key ? entered.value : (stored?.value as Value | undefined)
  return { value, save, drop }
}
