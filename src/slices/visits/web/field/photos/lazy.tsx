import { useSyncExternalStore } from 'react'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { lazily } from '#platform/web/ui/field/lazily.tsx'

/** Photos are not of every visit: their code comes after the form has been drawn. */
export const PhotoPart = lazily(() => import('./photo-part.tsx').then((part) => part.PhotoPart), { part: true })

const LateSending = lazily(() => import('./photo-sending.tsx').then((part) => part.PhotoSending), { part: true })

/** Sends photos while the app is open, once there is one on this phone; shows nothing. */
export const PhotoSending = () => {
  const client = useSyncClient()
  const hasPhotos = useSyncExternalStore(client.subscribe, () => client.media().length > 0)
  return hasPhotos ? <LateSending /> : null
}
