import { mostPhotoBytes, photoAimBytes, photoSide } from '#slices/visits/shared/photo.ts'

export interface Scaled {
  bytes: Uint8Array<ArrayBuffer>
  width: number
  height: number
}

const qualities = [0.8, 0.65, 0.5, 0.35]
const smallerSides = [photoSide, 1200, 900]

/**
 * The picture of a file, drawn anew as a JPEG of about 300 kB: the longer side has at most 1600 pixels, and nothing else of
 * the file is left (place, camera, time). Null: this browser cannot read it as a picture.
 */
export async function scaled(file: Blob): Promise<Scaled | null> {
  const url = URL.createObjectURL(file)
  try {
    const picture = await decoded(url)
    return picture && (await smallEnough(picture))
  } finally {
    URL.revokeObjectURL(url)
  }
}

// An <img>: it reads whatever the phone's own browser shows (HEIC on iPhones), and turns it as the camera was held.
async function decoded(url: string): Promise<HTMLImageElement | null> {
  const picture = new Image()
  picture.src = url
  try {
    await picture.decode()
    return picture
  } catch {
    return null
  }
}

async function smallEnough(picture: HTMLImageElement): Promise<Scaled | null> {
  for (const side of smallerSides) {
    const canvas = drawn(picture, side)
    if (!canvas) return null
    const last = side === smallerSides.at(-1)
    for (const quality of qualities) {
      const blob = await asJpeg(canvas, quality)
      const enough = last && quality === qualities.at(-1) ? mostPhotoBytes : photoAimBytes
      if (!blob || blob.size > enough) continue
      return { bytes: new Uint8Array(await blob.arrayBuffer()), width: canvas.width, height: canvas.height }
    }
  }
  return null
}

function drawn(picture: HTMLImageElement, side: number): HTMLCanvasElement | null {
  const { naturalWidth, naturalHeight } = picture
  const scale = Math.min(1, side / Math.max(naturalWidth, naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(naturalHeight * scale))
  const context = canvas.getContext('2d')
  // What is transparent would become black.
  if (context) context.fillStyle = '#fff'
  context?.fillRect(0, 0, canvas.width, canvas.height)
  context?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return context && canvas
}

const asJpeg = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality))
