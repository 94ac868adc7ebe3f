import type { ColumnType, Generated } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'

export interface CommandTable {
  id: Id
  seq: Generated<number>
  team_id: Id
  account_id: Id
  member_id: Id | null
  name: string
  version: number
  subject_kind: string | null
  subject_id: string | null
  args: ColumnType<unknown, string | null, never>
  made_at: Date
  day: Day
  skew_ms: number | null
  received_at: Generated<Date>
  verdict: 'accepted' | 'merged' | 'conflict' | 'refused' | 'waiting'
  problem: ColumnType<ProblemBody | null, string | null, string | null>
  rev: number
  waits_for: string | null
  late: Generated<boolean>
}

export interface RemovalTable {
  team_id: Id
  kind: string
  id: string
  rev: number
  to_team_id: Id
  at: Generated<Date>
}

export interface ConflictTable {
  id: string
  team_id: Id
  rev: number
  subject_kind: string
  subject_id: Id
  field: string
  seen: unknown
  current: unknown
  proposed: unknown
  proposed_by: Id | null
  proposed_from: Id
  proposed_on: Day
  choice: 'current' | 'proposed' | null
  chosen_by: Id | null
}

export interface SyncEpochTable {
  number: Generated<number>
  epoch: string
  reason: string
  started_at: Generated<Date>
}

export interface SyncSnapshotTable {
  id: Id
  team_id: Id
  epoch: string
  wire: number
  rev: number
  rows: number
  oldest_day: Day
  created_at: Generated<Date>
}

export interface SyncChunkTable {
  snapshot_id: Id
  position: number
  team_id: Id
  hash: string
  rows: number
  bytes: number
  sealed: Buffer
}

export interface ReferenceRevisionTable {
  place_id: Id
  rev: Generated<number>
}

/** `team_revision` itself belongs to the slice teams; this column to the sync. */
declare module '#platform/server/schema.ts' {
  interface Database {
    command: CommandTable
    removal: RemovalTable
    conflict: ConflictTable
    sync_epoch: SyncEpochTable
    sync_snapshot: SyncSnapshotTable
    sync_chunk: SyncChunkTable
    reference_revision: ReferenceRevisionTable
  }
}
