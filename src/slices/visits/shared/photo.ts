import type { SyncRow } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'

export const photoKind = 'photo'

/** So many photos belong to a visit at most: they show what was done, they are no album. */
export const mostPhotos = 5
/** Phones scale a photo down to this longer side, in pixels. */
export const photoSide = 1600
/** What a phone aims at, in bytes: a page of text is legible, and ten of them cost a member a few thousand đồng. */
export const photoAimBytes = 300_000
/** Nothing larger is taken. */
export const mostPhotoBytes = 600_000
/** A request carries at most so much: on the slowest line that still works it takes half a minute. */
export const photoChunkBytes = 128_000
/** A photo may be sent so long after it was taken. */
export const mostPhotoAgeDays = 400

/**
 * A photo of a visit, as every phone of the holding team knows it: what is said about the file, never the file. The bytes
 * travel apart, after the records.
 */
export interface Photo extends SyncRow {
  visitId: Id
  /** The team whose member took it; `teamId` is the holder and moves with the visit. */
  doneByTeamId: Id
  /** The account that took it: only it sends the bytes. */
  takenBy: Id
  /** ISO 8601 UTC, corrected for the device's clock. */
  takenAt: string
  width: number
  height: number
  /** Of the file as the phone sends it, and its SHA-256 in hex. */
  bytes: number
  sha256: string
  /** Has the server the file? Until then only the phone that took it can show it. */
  arrived: boolean
  removedOn: Day | null
}
