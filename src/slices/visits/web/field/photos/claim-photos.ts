import type { SyncClient } from '#platform/web/sync/client.ts'
import type { MediaEntry } from '#platform/web/sync/media.ts'
import { type Photo, photoKind } from '#slices/visits/shared/photo.ts'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'

type Client = Pick<SyncClient, 'media' | 'row' | 'enqueue' | 'keepMedia' | 'dropMedia' | 'drafts' | 'nowMs'>

const forgottenAfterMs = 86_400_000
/** Photos that the server has, and those of others, are kept up to this room; the oldest go first. */
const cacheBytes = 15_000_000

/**
 * Brings the photos on this phone in line with the records. A photo that was taken while its visit was being written down
 * gets its command once the visit is recorded: whenever the app was killed in between, the next call goes on.
 */
export async function claimPhotos(client: Client): Promise<void> {
  for (const entry of client.media()) if (entry.state === 'draft') await claim(client, entry)
}

async function claim(client: Client, entry: MediaEntry): Promise<void> {
  const visit = client.row<Visit>(visitKind, entry.subject)
  if (!visit) return isForgotten(client, entry) ? client.dropMedia([entry.id]) : undefined
  const { id, subject, width, height, bytes, sha256 } = entry
  const takenSecondsAgo = Math.max(0, Math.round((client.nowMs() - entry.atMs) / 1000))
  const args = { id, visitId: subject, takenSecondsAgo, width, height, bytes, sha256 }
  const { outcome } = await client.enqueue({ name: 'photo.add', args, team: visit.doneByTeamId })
  const refused = outcome.verdict === 'refused'
  await client.keepMedia({
    ...entry,
    state: refused ? 'refused' : 'waiting',
    problem: refused ? outcome.problem : null,
  })
}

// Its form was begun anew: nothing refers to it any more.
const isForgotten = (client: Client, { subject, atMs }: MediaEntry): boolean =>
  client.nowMs() - atMs > forgottenAfterMs &&
  !client.drafts().some(({ value }) => (value as { id?: unknown } | null)?.id === subject)

/** Drops what needs no room any more: photos whose visit is gone or cancelled, removed ones, and the oldest beyond the room. */
export async function tidyPhotos(client: Client): Promise<void> {
  const gone = client.media().filter((entry) => isGone(client, entry))
  const kept = client
    .media()
    .filter((entry) => !gone.includes(entry) && (entry.state === 'sent' || entry.state === 'seen'))
    .sort((a, b) => b.atMs - a.atMs)
  let room = cacheBytes
  const beyond = kept.filter(({ bytes }) => {
    room -= bytes
    return room < 0
  })
  const ids = [...gone, ...beyond].map(({ id }) => id)
  if (ids.length) await client.dropMedia(ids)
}

function isGone(client: Client, { id, subject, state }: MediaEntry): boolean {
  const photo = client.row<Photo>(photoKind, id)
  if (photo?.removedOn) return true
  if (client.row<Visit>(visitKind, subject)?.cancelledOn) return true
  return !photo && (state === 'sent' || state === 'seen')
}

/** Photos of which the server has no file: what a rescue file has to hold. Their bytes come from `mediaBytes`. */
export const unsentPhotos = (client: Pick<SyncClient, 'media'>): readonly MediaEntry[] =>
  client.media().filter(({ state }) => state === 'draft' || state === 'waiting')
