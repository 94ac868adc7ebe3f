import { dayInVietnam } from '#platform/shared/dates.ts'
import { type RescueContent, rescueFileBytes } from '#platform/shared/rescue.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import type { MediaEntry } from '#platform/web/sync/media.ts'
import { type PhotoToPack, packRescueFile } from '#platform/web/sync/rescue-file.ts'
import { unsentPhotos } from '#slices/visits/web/field/photos/claim-photos.ts'

/** How a rescue file left the phone, and how many photos found no room in it: they go into the next one. */
export interface Saved {
  how: 'shared' | 'downloaded' | 'cancelled'
  photosLeft: number
}

/** Makes a file of everything that is not sent and hands it to another app, or to the downloads where that cannot be. */
export async function saveRescueFile(client: SyncClient): Promise<Saved> {
  const content = client.unsentWork()
  const key = client.me()?.phone?.rescueKey
  if (!content || !key) throw new Error('this phone holds no key for rescue files')
  const photos = fitting(unsentPhotos(client), rescueFileBytes - sizeOf(content))
  const blob = await packRescueFile(content, bytesOf(client, photos), key, location.host)
  const name = `tungnha-cuu-ho-${dayInVietnam(client.nowMs())}.tnr`
  const how = await handOver(new File([blob], name, { type: 'application/octet-stream' }))
  if (how !== 'cancelled') {
    rescued = fingerprint(content)
    for (const { id } of photos) rescuedPhotos.add(id)
  }
  return { how, photosLeft: unrescued(client).length }
}

/** Is everything that is on the phone now in files that were saved since the app was opened? */
export const isRescued = (client: SyncClient): boolean => {
  const content = client.unsentWork()
  return content !== null && fingerprint(content) === rescued && unrescued(client).length === 0
}

let rescued: string | null = null
const rescuedPhotos = new Set<string>()

const unrescued = (client: SyncClient): MediaEntry[] => unsentPhotos(client).filter(({ id }) => !rescuedPhotos.has(id))

const fingerprint = ({ commands, drafts }: RescueContent): string =>
  JSON.stringify([
    commands.map(({ command }) => (command as { id: string }).id),
    drafts.map(({ key, savedAtMs }) => [key, savedAtMs]),
  ])

// Of a photo what is told of it and its seal take less; the head less still.
const besidesBytes = 1_000
const sizeOf = (content: RescueContent): number => new Blob([JSON.stringify(content)]).size + besidesBytes

/** As many photos as there is room for, those that are in no file yet first. */
function fitting(photos: readonly MediaEntry[], room: number): MediaEntry[] {
  let left = room
  const inFiles = ({ id }: MediaEntry) => Number(rescuedPhotos.has(id))
  return [...photos]
    .sort((a, b) => inFiles(a) - inFiles(b))
    .filter(({ bytes }) => {
      left -= bytes + besidesBytes
      return left >= 0
    })
}

/** One photo at a time is in memory. One that cannot be read any more is left out: all else must get away from here. */
async function* bytesOf(client: SyncClient, photos: readonly MediaEntry[]): AsyncGenerator<PhotoToPack> {
  for (const { id, state, subject, bytes, width, height, sha256, atMs } of photos) {
    const base64 = await client.mediaBytes(id).catch((error: unknown) => {
      reportError(error)
      return undefined
    })
    const half = state === 'draft' ? { subject, bytes, width, height, sha256, atMs } : null
    if (base64 !== undefined) yield { id, half, base64 }
  }
}

async function handOver(file: File): Promise<Saved['how']> {
  const shared = await share(file)
  if (shared) return shared
  download(file)
  return 'downloaded'
}

// Chromium shares only kinds of files that it knows, and says so only when asked to do it.
async function share(file: File): Promise<'shared' | 'cancelled' | null> {
  if (!navigator.canShare?.({ files: [file] })) return null
  try {
    await navigator.share({ files: [file] })
    return 'shared'
  } catch (error) {
    return (error as Error).name === 'AbortError' ? 'cancelled' : null
  }
}

function download(file: File): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // The download reads the address after the click; a minute is far beyond that.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
