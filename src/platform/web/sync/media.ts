import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import type { StoredRecord } from '../store/phone-store.ts'

/**
 * A file on the phone: what is known of it. The bytes lie apart, in a table that is never loaded as a whole.
 *
 * draft: made here, no record speaks of it yet · waiting: the record is made, the server lacks the file · refused: the
 * server will not take it · sent: made here, the server has it · seen: of others, kept to be shown again.
 */
export interface MediaEntry {
  id: Id
  /** The record it belongs to. */
  subject: Id
  state: 'draft' | 'waiting' | 'refused' | 'sent' | 'seen'
  bytes: number
  width: number
  height: number
  sha256: string
  /** When it came to this phone, in corrected ms. */
  atMs: number
  /** Why it was refused. */
  problem: ProblemBody | null
}

export const mediaRecord = ({ problem, ...clear }: MediaEntry): StoredRecord => ({
  table: 'media',
  key: clear.id,
  clear,
  body: problem ? JSON.stringify(problem) : '',
})

export const readMedia = ({ clear, body }: StoredRecord): MediaEntry => ({
  ...(clear as Omit<MediaEntry, 'problem'>),
  problem: body === '' ? null : JSON.parse(body),
})

/** @param bytes as base64: a text, like every body, so that a store can seal it */
export const bytesRecord = (id: Id, bytes: string): StoredRecord => ({
  table: 'bytes',
  key: id,
  clear: null,
  body: bytes,
})
