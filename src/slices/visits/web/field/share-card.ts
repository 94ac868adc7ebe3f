/** How the card left the phone: by the phone's own sharing, or as a downloaded picture with the text on the clipboard. */
export type Shared = 'shared' | 'saved' | 'saved-without-text' | 'stopped'

/** Hands picture and text to Zalo or whatever the person chooses; where a browser cannot, saves the one and copies the other. */
export async function shareCard(picture: Blob, name: string, text: string): Promise<Shared> {
  const files = [new File([picture], name, { type: picture.type })]
  if (navigator.canShare?.({ files, text })) {
    try {
      await navigator.share({ files, text })
      return 'shared'
    } catch (error) {
      // The person closed the sheet; anything else (a share target that failed) still leaves the download.
      if (error instanceof DOMException && error.name === 'AbortError') return 'stopped'
    }
  }
  saveFile(picture, name)
  return (await copyText(text)) ? 'saved' : 'saved-without-text'
}

/** false: this browser lets nobody write to the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
