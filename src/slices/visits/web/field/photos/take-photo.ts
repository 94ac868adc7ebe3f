import type { Id } from '#platform/shared/ids.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { newId } from '#platform/web/ui/field/new-id.ts'
import { sha256Of, toBase64 } from './base64.ts'
import { claimPhotos } from './claim-photos.ts'
import { scaled } from './scale.ts'

/** Why a photo was not kept: the phone has no room left for photos, or the file is no picture. */
export type NotTaken = 'no-room' | 'no-picture'

/** Keeps a photo for a visit that is recorded, or is being written down. Null: it is on the phone. */
export async function takePhoto(client: SyncClient, visitId: Id, file: Blob): Promise<NotTaken | null> {
  if (!(await mayStorePhoto())) return 'no-room'
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
    if (isFull(error)) return 'no-room'
    throw error
  }
  await claimPhotos(client)
  return null
}

// Records come before photos: the last tenth of the room is theirs.
const forRecords = 0.9

async function mayStorePhoto(): Promise<boolean> {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {}
  return quota === 0 || usage / quota < forRecords
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'QuotaExceededError' || isFull((error as { inner?: unknown }).inner))
