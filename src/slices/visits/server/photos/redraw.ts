import { childEntry, runChild } from '#platform/server/child-process.ts'
import { Problem } from '#platform/shared/problem.ts'
import { serverBusy } from '#platform/shared/problems.ts'
import { photoUnreadable } from '../../shared/problems.ts'

/** A photo as it is kept: drawn anew, so that nothing but the picture is left of what was sent. */
export interface Redrawn {
  whole: Buffer
  /** At most 320 pixels on its longer side. */
  small: Buffer
}

const isJpeg = (bytes: Buffer): boolean => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))

/**
 * Draws a picture anew in a child process, without metadata (place, camera, time, thumbnails, whatever hangs on the file).
 * Throws `photo.unreadable` for what is no JPEG of exactly this size, and `server.busy` when the child could not say.
 */
export async function redraw(bytes: Buffer, width: number, height: number): Promise<Redrawn> {
  if (!isJpeg(bytes)) throw new Problem(photoUnreadable)
  const end = await runChild({
    entry: childEntry('photo', new URL('./photo-child.ts', import.meta.url)),
    args: [String(width), String(height)],
    input: bytes,
    memoryMb: 128,
    timeoutMs: 20_000,
    outputMaxBytes: 4_000_000,
  })
  if (end.kind === 'exited' && end.code === 0) return parts(end.output)
  // A picture on which the decoder dies or hangs is none; any other end is the machine's.
  if (end.kind === 'exited' && end.code !== 2) throw new Problem(serverBusy)
  if (end.kind === 'aborted') throw new Problem(serverBusy)
  throw new Problem(photoUnreadable)
}

function parts(output: Buffer): Redrawn {
  const length = output.readUInt32BE(0)
  return { whole: output.subarray(4, 4 + length), small: output.subarray(8 + length) }
}
