import type { SyncRow } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'

export const duplicateKind = 'duplicate'

/** People looked at two doors or persons that seemed one, and said that they are not; `id` is `duplicateId(a, b)`. */
export interface DismissedDuplicate extends SyncRow {
  kind: 'household' | 'person'
  /** The smaller id. */
  a: Id
  b: Id
  /** False: it was taken back. */
  dismissed: boolean
  by: Id | null
  on: Day
}

/** The id under which "these two are not the same" is kept, whichever of them is named first. */
export const duplicateId = (one: Id, other: Id): string => (one < other ? `${one}/${other}` : `${other}/${one}`)
