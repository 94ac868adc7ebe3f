import { ApiProblem, createCall } from '#platform/web/api.ts'
import { browserEnvironment } from '#platform/web/sync/browser.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import type { MediaEntry } from '#platform/web/sync/media.ts'
import { type Attempt, Pacemaker } from '#platform/web/sync/pacemaker.ts'
import { photoKind } from '#slices/visits/shared/photo.ts'
import { photoPartRoute, photoStateRoute } from '#slices/visits/shared/photo-routes.ts'
import { fromBase64 } from './base64.ts'
import { claimPhotos, tidyPhotos } from './claim-photos.ts'
import { maySendPhotos, onPhotoSettings } from './photo-settings.ts'
import { type PhotoLine, sendPhoto } from './send-photo.ts'

/** Sends the photos of this phone after its records, until the answer is called. One tab at a time, where the browser can tell. */
export function startSendingPhotos(client: SyncClient): () => void {
  const line = lineOf(client)
  const heart = new Pacemaker(
    browserEnvironment((error) => reportError(error)),
    () => attempt(client, line),
    () => {},
  )
  const stopHearing = new AbortController()
  const { signal } = stopHearing
  window.addEventListener('online', () => heart.backOnline(), { signal })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && heart.lookedAt(), {
    signal,
  })
  const nudge = () => isThereWork(client) && heart.nudge()
  const leave = [client.subscribe(nudge), onPhotoSettings(nudge), () => stopHearing.abort(), () => heart.stop()]
  heart.start()
  return () => {
    for (const each of leave) each()
  }
}

const isThereWork = (client: SyncClient): boolean =>
  client.media().some((entry) => entry.state === 'draft' || (entry.state === 'waiting' && isReady(client, entry)))

// Its own record is with the server, and no other waits: also not one that was made while a part was on its way.
const isReady = (client: SyncClient, { id }: MediaEntry): boolean =>
  maySendPhotos() && !client.hasUnsent() && client.recordState(photoKind, id) === 'sent'

async function attempt(client: SyncClient, line: PhotoLine): Promise<Attempt> {
  try {
    await claimPhotos(client)
    await tidyPhotos(client)
    await alone(async () => {
      for (const entry of client.media()) {
        if (entry.state === 'waiting' && isReady(client, entry)) await sendOne(client, line, entry)
      }
    })
    return { end: 'done' }
  } catch (error) {
    const problem = error instanceof ApiProblem ? error : null
    return { end: 'failed', retryAfterMs: problem?.retryAfterMs ?? null, hopeless: problem?.body.status === 401 }
  }
}

async function sendOne(client: SyncClient, line: PhotoLine, entry: MediaEntry): Promise<void> {
  const text = await client.mediaBytes(entry.id)
  // Without its bytes there is nothing to send: a store that was damaged. The record says that a photo was taken.
  if (text === undefined) return client.dropMedia([entry.id])
  const ended = await sendPhoto(line, entry.id, fromBase64(text))
  if (ended.end === 'done') await client.keepMedia({ ...entry, state: 'sent' })
  if (ended.end === 'refused') await client.keepMedia({ ...entry, state: 'refused', problem: ended.problem })
}

function lineOf(client: SyncClient): PhotoLine {
  const call = createCall(() => client.token())
  return {
    state: (photoId) => call(photoStateRoute, { params: { photoId } }),
    send: (photoId, offset, bytes) => call(photoPartRoute, { params: { photoId }, query: { offset }, bytes }),
    yields: () => client.hasUnsent() || !maySendPhotos(),
  }
}

// Without Web Locks two tabs may send the same photo: the server takes each byte once.
const alone = (work: () => Promise<void>): Promise<void> =>
  'locks' in navigator
    ? navigator.locks.request('tungnha-photos', { ifAvailable: true }, (lock) => (lock ? work() : undefined))
    : work()
