import type { Id } from '#platform/shared/ids.ts'
import type { SnapshotManifest } from '#platform/shared/wire.ts'
import type { BaseEntry, RowChange } from './base-set.ts'
import { keepAside } from './departed.ts'
import type { Memory } from './memory.ts'
import type { Overlay } from './overlay.ts'
import { type Change, noChange, putting, teamRecord, together } from './records.ts'
import { askAgain } from './teams.ts'
import type { Staging } from './types.ts'

/**
 * Begins or goes on with a snapshot. What is there already stays, as long as the server still offers all of it; a
 * snapshot that was rebuilt meanwhile with other chunks begins anew.
 */
export function beginSnapshot(memory: Memory, team: Id, manifest: SnapshotManifest): Change {
  const state = memory.team(team)
  const offered = new Set(manifest.chunks.map(({ hash }) => hash))
  const goesOn = state.staging?.done.every((hash) => offered.has(hash)) ?? false
  const known = goesOn ? state.staging : null
  const staging: Staging = {
    generation: known?.generation ?? Math.max(state.generation, state.staging?.generation ?? 0) + 1,
    at: { epoch: manifest.epoch, rev: manifest.rev },
    chunks: manifest.chunks.map(({ hash, rows }) => ({ hash, rows })),
    done: known?.done ?? [],
  }
  const abandoned = state.staging && !known ? memory.set(team, state.staging.generation).dropAll() : null
  return together(putting(teamRecord({ ...state, staging })), ...(abandoned ? [abandoned] : []))
}

/** Chunks still to be fetched. */
export const missingChunks = ({ chunks, done }: Staging): string[] =>
  chunks.map(({ hash }) => hash).filter((hash) => !done.includes(hash))

/** The rows of one chunk, together with the mark that it is there. */
export function storeChunk(memory: Memory, team: Id, hash: string, rows: readonly RowChange[]): Change {
  const state = memory.team(team)
  if (!state.staging || !missingChunks(state.staging).includes(hash)) return noChange
  const staging = { ...state.staging, done: [...state.staging.done, hash] }
  return together(memory.set(team, staging.generation).pack(rows), putting(teamRecord({ ...state, staging })))
}

/**
 * All chunks are here: they become the base in one step, and the old base goes. A snapshot tells no late verdicts, so
 * what the server was holding is asked for again.
 */
export function finishSnapshot(memory: Memory, overlay: Overlay, team: Id): Change {
  const state = memory.team(team)
  const { staging } = state
  if (!staging || staging.at.epoch !== state.life || missingChunks(staging).length) return noChange
  const before = memory.set(team, state.generation)
  const after = memory.set(team, staging.generation)
  const gone = rowsOf(memory, team, state.generation).filter(({ kind, id }) => !after.get(kind, id))
  return together(
    before.dropAll(),
    keepAside(memory, overlay, gone, (kind, id) => after.get(kind, id) !== undefined),
    askAgain(memory, team),
    putting(teamRecord({ ...state, cursor: staging.at, generation: staging.generation, staging: null })),
  )
}

function rowsOf(memory: Memory, team: Id, generation: number): BaseEntry[] {
  const set = memory.set(team, generation)
  return [...set.kinds()].flatMap((kind) => [...set.ofKind(kind)])
}
