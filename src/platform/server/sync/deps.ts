import type { Kysely } from 'kysely'
import type { AnyCommand } from '#platform/shared/command.ts'
import type { Permission } from '#platform/shared/permission.ts'
import type { Paths } from '../http/authorize.ts'
import type { Database } from '../schema.ts'
import type { ReportFault } from './decide.ts'
import type { AnyKindStore } from './kinds.ts'
import type { LeastWire } from './least-wire.ts'

/** What the sync needs from outside the platform: given once by the composition root. */
export interface SyncDeps {
  /** Requests' handle (role tungnha_app); every transaction on it sets its scope. */
  db: Kysely<Database>
  /** All commands of all slices, with every version that is still accepted. */
  commands: readonly AnyCommand[]
  /** Kinds in the order in which their rows must be written: what others refer to first. */
  kinds: readonly AnyKindStore[]
  paths: Pick<Paths, 'team'>
  /** What a role in a team may do: for members who have left since. */
  permissionsOf(role: string): readonly Permission[]
  /** Secret of the installation: chunks of snapshots are sealed with a key made from it. */
  authSecret: string
  /** Announced: from when on older apps are refused. */
  leastWire?: LeastWire | null
  /** ms UTC; the server's clock, or a test's. */
  now(): number
  /** Writes a fault in a rule to the log and answers a reference for the person. */
  report: ReportFault
}
