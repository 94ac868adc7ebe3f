import { Refusal, Unreachable } from './api.ts'
import type { Memory } from './memory.ts'
import type { SyncState, SyncTrouble } from './types.ts'
import { openTray, type View } from './view.ts'

/** What is going on besides the data: held by the client. */
export interface Activity {
  syncing: boolean
  trouble: SyncTrouble | null
  nextTryMs: number | null
}

/** Everything a status line says. */
export function syncState(memory: Memory, view: View, { syncing, trouble, nextTryMs }: Activity): SyncState {
  const waiting = view.waitingRecords()
  return {
    phase: syncing ? 'syncing' : 'idle',
    trouble,
    nextTryMs,
    waiting: waiting.length,
    waitingByKind: countBy(waiting.map(({ kind }) => kind)),
    held: [...memory.outbox.values()].filter(({ held }) => held).length,
    refused: openTray(memory).length,
    conflicts: view.openConflicts().length,
    lastSyncMs: lastSync(memory),
    firstSync: firstSync(memory),
    clockOffsetMs: memory.clockOffsetMs,
  }
}

/** Why an attempt failed, as the status line tells it. */
export function troubleOf(error: unknown): SyncTrouble {
  if (error instanceof Unreachable) return { kind: 'offline' }
  if (isStorageFull(error)) return { kind: 'storage-full' }
  if (!(error instanceof Refusal)) return { kind: 'fault' }
  if (error.status === 401) return { kind: 'session-ended' }
  if (error.status === 426) return { kind: 'outdated' }
  return { kind: 'server', problem: error.problem }
}

/** Did the browser refuse to store more? */
export const isStorageFull = (error: unknown): boolean => error instanceof Error && error.name === 'QuotaExceededError'

function lastSync(memory: Memory): number | null {
  const times = [...memory.teams.values()].map(({ syncedAtMs }) => syncedAtMs)
  return times.length === 0 || times.includes(null) ? null : Math.min(...times.map(Number))
}

function firstSync(memory: Memory): SyncState['firstSync'] {
  const coming = [...memory.teams.values()].flatMap(({ cursor, staging }) => (cursor || !staging ? [] : [staging]))
  if (coming.length === 0) return null
  const count = (pick: (staging: (typeof coming)[number]) => number) =>
    coming.reduce((sum, each) => sum + pick(each), 0)
  return { done: count(({ done }) => done.length), total: count(({ chunks }) => chunks.length) }
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
