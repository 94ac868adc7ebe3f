import type { SyncRow, World } from './command.ts'
import type { Day } from './dates.ts'
import type { Id } from './ids.ts'

/** One changed field: what the person saw and what they made of it. */
export interface FieldChange {
  old: unknown
  new: unknown
}

/**
 * Two versions of one field, kept until a person of the owning team chooses. `id` is `<command>/<field>`. Nothing is
 * thrown away: a settled conflict keeps both values and who chose.
 */
export interface ConflictRow extends SyncRow {
  subjectKind: string
  subjectId: Id
  field: string
  /** What the proposer saw when editing. */
  seen: unknown
  /** What stood here when the proposal arrived. */
  current: unknown
  proposed: unknown
  proposedBy: Id | null
  proposedFrom: Id
  proposedOn: Day
  choice: 'current' | 'proposed' | null
  chosenBy: Id | null
}

export const conflictKind = 'conflict'

/**
 * Applies field changes to a row (F7): where the old value still stands the new one is set; where both sides came to the
 * same value nothing is left to do; otherwise both values are kept as a conflict.
 *
 * @returns the row with what could be set, and the fields in dispute; `merged` when somebody else changed the row in between.
 */
export const applyChanges = <Row extends SyncRow>(
  row: Row,
  changes: Record<string, FieldChange>,
): { row: Row; disputed: string[]; merged: boolean } => {
  let changed = row
  const disputed: string[] = []
  let merged = false
  for (const [field, change] of Object.entries(changes)) {
    const current = fieldOf(row, field)
    if (sameValue(current, change.old ?? null)) changed = withField(changed, field, change.new)
    else if (sameValue(current, change.new ?? null)) merged = true
    else disputed.push(field)
  }
  return { row: changed, disputed, merged }
}

/** The value of a field, null when absent; 'criteria.fibre' names one key of an object, so that two people may change two keys. */
export const fieldOf = (row: object, field: string): unknown => {
  const [outer = '', inner] = field.split('.')
  const value = (row as Record<string, unknown>)[outer] ?? null
  return inner === undefined ? value : ((value as Record<string, unknown> | null)?.[inner] ?? null)
}

/** The row with one field set. */
export const withField = <Row extends object>(row: Row, field: string, value: unknown): Row => {
  const [outer = '', inner] = field.split('.')
  if (inner === undefined) return { ...row, [outer]: value }
  return { ...row, [outer]: { ...((row as Record<string, unknown>)[outer] as object | null), [inner]: value } }
}

/** Equal by content: JSON values with their keys in any order. */
export const sameValue = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? 'null'

/** Keeps the disputed fields of an edit as conflicts with the team that holds the row. */
export const keepConflicts = (
  world: World,
  subject: { kind: string; row: SyncRow },
  disputed: string[],
  changes: Record<string, FieldChange>,
  by: { commandId: Id; memberId: Id | null; teamId: Id; day: Day },
): void => {
  for (const field of disputed) {
    const row: ConflictRow = {
      id: `${by.commandId}/${field}`,
      teamId: subject.row.teamId,
      subjectKind: subject.kind,
      subjectId: subject.row.id,
      field,
      seen: changes[field]?.old ?? null,
      current: fieldOf(subject.row, field),
      proposed: changes[field]?.new ?? null,
      proposedBy: by.memberId,
      proposedFrom: by.teamId,
      proposedOn: by.day,
      choice: null,
      chosenBy: null,
    }
    world.put(conflictKind, row)
  }
}
