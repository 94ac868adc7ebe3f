import { useEffect, useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { createCall } from '#platform/web/api.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { type Photo, photoKind } from '#slices/visits/shared/photo.ts'
import { photoFileRoute } from '#slices/visits/shared/photo-routes.ts'
import { fromBase64, toBase64 } from './base64.ts'

/** The address of a photo's picture in this tab: from the phone, else from the server; null while there is none. */
export function usePhotoUrl(id: Id, photo: Photo | undefined): string | null {
  const client = useSyncClient()
  const [url, setUrl] = useState<string | null>(null)
  const askedFrom = photo?.arrived ? photo.teamId : null
  useEffect(() => {
    let made: string | null = null
    let left = false
    void pictureOf(client, id, askedFrom).then((picture) => {
      if (left || !picture) return
      made = URL.createObjectURL(picture)
      setUrl(made)
    })
    return () => {
      left = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [client, id, askedFrom])
  return url
}

async function pictureOf(client: SyncClient, photoId: Id, teamId: Id | null): Promise<Blob | null> {
  const kept = await client.mediaBytes(photoId)
  if (kept !== undefined) return new Blob([fromBase64(kept)], { type: 'image/jpeg' })
  if (!teamId || !navigator.onLine) return null
  try {
    const call = createCall(() => client.token())
    const picture = await call(photoFileRoute, { params: { teamId, photoId }, query: { size: 'small' } })
    const photo = client.row<Photo>(photoKind, photoId)
    if (picture && photo) await keep(client, photo, picture)
    return picture ?? null
  } catch {
    // No network, or it was removed a moment ago: the row says what is known of it.
    return null
  }
}

async function keep(client: SyncClient, { id, visitId, width, height, sha256 }: Photo, picture: Blob): Promise<void> {
  const bytes = new Uint8Array(await picture.arrayBuffer())
  const facts = { bytes: bytes.length, width, height, sha256, atMs: client.nowMs(), problem: null }
  await client.keepMedia({ id, subject: visitId, state: 'seen', ...facts }, toBase64(bytes))
}
