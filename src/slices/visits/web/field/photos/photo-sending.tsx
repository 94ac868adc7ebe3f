import { useEffect } from 'react'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { startSendingPhotos } from './photo-sender.ts'

export const PhotoSending = () => {
  const client = useSyncClient()
  useEffect(() => startSendingPhotos(client), [client])
  return null
}
