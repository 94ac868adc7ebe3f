import type { BaseEntry } from './base-set.ts'
import type { Memory } from './memory.ts'
import type { Overlay } from './overlay.ts'
import { type Change, departedKey, departedRecord, putting, removing, together } from './records.ts'
import { openTray } from './view.ts'

/**
 * A row that leaves the team while work on it is unsent or refused here is kept aside in its last known form, so that
 * this work can still be read and finished; it is no longer listed. It goes when the work is settled.
 *
 * @param gone rows that the base is about to lose
 * @param isBack is the row in the base after this change?
 */
export function keepAside(
  memory: Memory,
  overlay: Overlay,
  gone: readonly BaseEntry[],
  isBack: (kind: string, id: string) => boolean,
): Change {
  const needed = neededRows(memory, overlay)
  const leaving = gone.filter(({ kind, id }) => needed.has(departedKey(kind, id)))
  const leavingKeys = new Set(leaving.map(({ kind, id }) => departedKey(kind, id)))
  const settled = [...memory.departed].filter(
    ([key, { kind, id }]) => !leavingKeys.has(key) && (!needed.has(key) || isBack(kind, id)),
  )
  return together(
    putting(...leaving.map(({ kind, id, row }) => departedRecord({ kind, id, team: row.teamId, row }))),
    removing('meta', ...settled.map(([key]) => key)),
  )
}

function neededRows(memory: Memory, overlay: Overlay): Set<string> {
  const needed = new Set<string>()
  const made = new Set<string>()
  for (const { unsent, about, bases, creates } of overlay.outcomes.values()) {
    if (!unsent) continue
    for (const { kind, id } of [...about, ...bases]) needed.add(departedKey(kind, id))
    for (const { kind, id } of creates) made.add(departedKey(kind, id))
  }
  for (const { about } of openTray(memory)) for (const { kind, id } of about) needed.add(departedKey(kind, id))
  for (const key of made) needed.delete(key)
  return needed
}
