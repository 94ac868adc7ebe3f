import { useEffect } from 'react'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { useRegister } from './use-people.ts'

/**
 * Where the commune has switched its register off, half-written persons leave the phone too. Before the first sync, and
 * while a team's rows are fetched anew, nothing is known of the switch and nothing is dropped.
 */
export const useForgetDrafts = (): void => {
  const client = useSyncClient()
  const { row } = useRegister()
  const isOff = row !== undefined && !row.on
  useEffect(() => {
    if (!isOff) return
    for (const { key } of client.drafts()) if (key.startsWith('person/')) void client.dropDraft(key)
  }, [client, isOff])
}
