import type { Id } from '#platform/shared/ids.ts'
import { mayStoreMedia } from '#platform/web/room/watch-room.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { isStorageFull } from '#platform/web/sync/state.ts'
import { newId } from '#platform/web/ui/field/new-id.ts'
import { sha256Of, toBase64 } from './base64.ts'
import { claimPhotos } from './claim-photos.ts'
import { scaled } from './scale.ts'

/** Why a photo was not kept: the phone has no room left for photos, or the file is no picture. */
export type NotTaken = 'no-room' | 'no-picture'

/** Keeps a photo for a visit that is recorded, or is being written down. Null: it is on the phone. */
export async function takePhoto(client: SyncClient, visitId: Id, file: Blob): Promise<NotTaken | null> {
  // Records come before photos: what is left of the room is theirs.
  if (!mayStoreMedia()) return 'no-room'
  const picture = await scaled(file)
  if (!picture) return 'no-picture'
  const { bytes, width, height } = picture
  const facts = { bytes: bytes.length, width, height, sha256: await sha256Of(bytes) }
  const entry = {
    id: newId(),
    subject: visitId,
    state: 'draft',
    ...facts,
    atMs: client.nowMs(),
    problem: null,
  } as const
  try {
    await client.keepMedia(entry, toBase64(bytes))
  } catch (error) {
    if (isStorageFull(error)) return 'no-room'
    throw error
  }
  await claimPhotos(client)
  return null
}
