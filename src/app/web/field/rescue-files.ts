import { dayInVietnam } from '#platform/shared/dates.ts'
import type { RescueContent } from '#platform/shared/rescue.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { packRescueFile } from '#platform/web/sync/rescue-file.ts'

/** How a rescue file left the phone. */
export type Saved = 'shared' | 'downloaded' | 'cancelled'

/** Makes a file of everything that is not sent and hands it to another app, or to the downloads where that cannot be. */
export async function saveRescueFile(client: SyncClient): Promise<Saved> {
  const content = client.unsentWork()
  const key = client.me()?.phone?.rescueKey
  if (!content || !key) throw new Error('this phone holds no key for rescue files')
  const bytes = await packRescueFile(content, key, location.host)
  const name = `tungnha-cuu-ho-${dayInVietnam(client.nowMs())}.tnr`
  const how = await handOver(new File([bytes], name, { type: 'application/octet-stream' }))
  if (how !== 'cancelled') rescued = fingerprint(content)
  return how
}

/** Is everything that is on the phone now in a file that was saved since the app was opened? */
export const isRescued = (client: SyncClient): boolean => {
  const content = client.unsentWork()
  return content !== null && fingerprint(content) === rescued
}

let rescued: string | null = null

const fingerprint = ({ commands, drafts }: RescueContent): string =>
  JSON.stringify([
    commands.map(({ command }) => (command as { id: string }).id),
    drafts.map(({ key, savedAtMs }) => [key, savedAtMs]),
  ])

async function handOver(file: File): Promise<Saved> {
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
