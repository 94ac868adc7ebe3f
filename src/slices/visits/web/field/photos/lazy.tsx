import { type ComponentProps, lazy, Suspense, useEffect } from 'react'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import type { PhotoPart as Part } from './photo-part.tsx'

// Photos are not of every visit: their code comes after the form has been drawn.
const LatePart = lazy(() => import('./photo-part.tsx').then(({ PhotoPart }) => ({ default: PhotoPart })))

export const PhotoPart = (props: ComponentProps<typeof Part>) => (
  <Suspense fallback={null}>
    <LatePart {...props} />
  </Suspense>
)

/** Sends photos while the app is open; shows nothing. */
export const PhotoSending = () => {
  const client = useSyncClient()
  useEffect(() => {
    let stop: (() => void) | null = null
    let left = false
    void import('./photo-sender.ts').then(({ startSendingPhotos }) => {
      if (!left) stop = startSendingPhotos(client)
    })
    return () => {
      left = true
      stop?.()
    }
  }, [client])
  return null
}
