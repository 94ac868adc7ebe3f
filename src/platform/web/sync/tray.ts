import type { HandOverArgs } from '#platform/shared/conflict.ts'
import type { FieldChange } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Memory } from './memory.ts'
import { type Change, noChange, outboxRecord, putting, trayRecord } from './records.ts'
import type { PhoneCommand, TrayEntry } from './types.ts'

/** What a person decided about refused work. */
export type Settlement = NonNullable<TrayEntry['settled']>['how']

export const trayEntry = (memory: Memory, commandId: Id): TrayEntry | undefined =>
  [...memory.tray.values()].find(({ command }) => command.id === commandId)

/** Marks a refused command as dealt with; `next` is the new command that does it. Twice changes nothing. */
export function settleTray(memory: Memory, commandId: Id, how: Settlement, next: PhoneCommand | null): Change {
  const entry = trayEntry(memory, commandId)
  if (!entry || entry.settled) return noChange
  const settled = trayRecord({ ...entry, settled: { how, atMs: null } })
  return next ? putting(settled, outboxRecord({ command: next, held: false, earlier: null })) : putting(settled)
}

/** Withdrawn by mistake: back into the tray. */
export function reopenTray(memory: Memory, commandId: Id): Change {
  const entry = trayEntry(memory, commandId)
  return entry?.settled?.how === 'withdrawn' ? putting(trayRecord({ ...entry, settled: null })) : noChange
}

/**
 * The arguments that hand a refused edit over to the team that holds the row now; null when the entry is not an edit of
 * a row. An edit is a command with `changes` to the row it builds on.
 */
export function handOverArgs(
  entry: TrayEntry,
  basesOf: (command: PhoneCommand) => readonly { kind: string; id: Id }[],
): HandOverArgs | null {
  const { changes } = (entry.command.args ?? {}) as { changes?: Record<string, FieldChange> }
  const [subject] = changes ? basesOf(entry.command) : []
  if (!changes || !subject) return null
  return { commandId: entry.command.id, kind: subject.kind, id: subject.id, changes }
}
