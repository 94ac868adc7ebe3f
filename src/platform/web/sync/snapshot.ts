import type { Id } from '#platform/shared/ids.ts'
import type { SnapshotManifest } from '#platform/shared/wire.ts'
import type { BaseEntry, RowChange } from './base-set.ts'
import { keepAside } from './departed.ts'
import type { Memory } from './memory.ts'
import type { Overlay } from './overlay.ts'
import { type Change, noChange, putting, teamRecord, together } from './records.ts'
import { askAgain } from './teams.ts'
import type { Moment, Staging, TeamState } from './types.ts'
import { requeue } from './verdicts.ts'

/** The cursor from which a pull goes on; null: a snapshot has to come first. */
export const usableCursor = ({ cursor, life, staging }: TeamState): Moment | null =>
  cursor && cursor.epoch === life && !staging ? cursor : null

/**
 * Begins or goes on with a snapshot. Where it is the first answer of this server, its epoch is noted in the same moment.
 */
export function beginSnapshot(memory: Memory, team: Id, manifest: SnapshotManifest): Change {
  const state = memory.team(team)
  const staging = stagingOf(state, manifest)
  const abandoned = state.staging && state.staging.generation !== staging.generation ? state.staging : null
  return together(
    ...(state.life === null ? [requeue(memory, team, manifest.epoch)] : []),
    ...(abandoned ? [memory.set(team, abandoned.generation).dropAll()] : []),
    putting(teamRecord({ ...state, life: state.life ?? manifest.epoch, staging })),
  )
}

/**
 * The snapshot as it is to be fetched. What is there already stays, as long as the server still offers all of it; a
 * snapshot that was rebuilt meanwhile with other chunks begins anew.
 */
export function stagingOf(state: TeamState, manifest: SnapshotManifest): Staging {
  const offered = new Set(manifest.chunks.map(({ hash }) => hash))
  const goesOn = state.staging?.done.every((hash) => offered.has(hash)) ?? false
  const known = goesOn ? state.staging : null
  return {
    generation: known?.generation ?? Math.max(state.generation, state.staging?.generation ?? 0) + 1,
    at: { epoch: manifest.epoch, rev: manifest.rev },
    chunks: manifest.chunks.map(({ hash, rows }) => ({ hash, rows })),
    done: known?.done ?? [],
  }
}

/** Chunks still to be fetched. */
export const missingChunks = ({ chunks, done }: Staging): string[] =>
  chunks.map(({ hash }) => hash).filter((hash) => !done.includes(hash))

/** A chunk that has arrived. */
export interface Chunk {
  hash: string
  rows: readonly RowChange[]
}

/** The rows of chunks, together with the mark that they are there. */
export function storeChunks(memory: Memory, team: Id, arrived: readonly Chunk[]): Change {
  const state = memory.team(team)
  const missing = new Set(state.staging && missingChunks(state.staging))
  const fresh = arrived.filter(({ hash }) => missing.has(hash))
  if (!state.staging || fresh.length === 0) return noChange
  const staging = { ...state.staging, done: [...state.staging.done, ...fresh.map(({ hash }) => hash)] }
  const rows = fresh.flatMap((chunk) => chunk.rows)
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
