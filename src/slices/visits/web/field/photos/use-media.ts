import { useSyncExternalStore } from 'react'
import type { MediaEntry } from '#platform/web/sync/media.ts'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'

/** The files on this phone; the same array until one of them changes. */
export const useMedia = (): readonly MediaEntry[] => {
  const client = useSyncClient()
  return useSyncExternalStore(client.subscribe, () => client.media())
}
