import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import { ApiProblem } from '#platform/web/api.ts'
import { photoChunkBytes } from '#slices/visits/shared/photo.ts'
import type { UploadState } from '#slices/visits/shared/photo-routes.ts'
import {
  photoDamaged,
  photoOffset,
  photoOfOther,
  photoTooLong,
  photoUnreadable,
} from '#slices/visits/shared/problems.ts'

/** What sending needs from outside. */
export interface PhotoLine {
  /** How much the server has. */
  state(id: Id): Promise<UploadState>
  /** Adds bytes from an offset. */
  send(id: Id, offset: number, part: Uint8Array<ArrayBuffer>): Promise<UploadState>
  /** Is there something more important to send now? */
  yields(): boolean
}

export type SendEnd = { end: 'done' } | { end: 'later' } | { end: 'refused'; problem: ProblemBody }

/** A photo that was damaged on its way so often is damaged here. */
const mostStarts = 3

/**
 * Sends a photo from where the server has it, part by part; between parts it steps back for records. Throws what a network
 * throws: the next call goes on from there.
 */
export async function sendPhoto(line: PhotoLine, id: Id, bytes: Uint8Array<ArrayBuffer>): Promise<SendEnd> {
  let starts = 1
  let state = await line.state(id)
  while (!state.done) {
    if (line.yields()) return { end: 'later' }
    try {
      state = await line.send(id, state.bytes, bytes.subarray(state.bytes, state.bytes + photoChunkBytes))
    } catch (error) {
      const next = afterProblem(error, starts)
      if ('end' in next) return next
      if (next.bytes === 0) starts += 1
      state = next
    }
  }
  return { end: 'done' }
}

const final: readonly string[] = [photoUnreadable.code, photoTooLong.code, photoOfOther.code]

function afterProblem(error: unknown, starts: number): UploadState | SendEnd {
  if (!(error instanceof ApiProblem)) throw error
  const { code, details } = error.body
  if (code === photoOffset.code) return { bytes: Number(details?.at ?? 0), done: false }
  if (code === photoDamaged.code && starts < mostStarts) return { bytes: 0, done: false }
  if (code === photoDamaged.code || final.includes(code)) return { end: 'refused', problem: error.body }
  throw error
}
