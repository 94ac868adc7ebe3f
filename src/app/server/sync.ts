import { conflictStore } from '#platform/server/sync/conflicts.ts'
import type { SyncDeps } from '#platform/server/sync/deps.ts'
import type { AnyKindStore } from '#platform/server/sync/kinds.ts'
import { duplicateStore, householdStore, personStore, registerStore } from '#slices/households/server/public.ts'
import { permissionsOf } from '#slices/identity/shared/public.ts'
import { memberStore, teamStore } from '#slices/teams/server/public.ts'
import { visitCodeStore } from '#slices/verification/server/public.ts'
import { photoStore, visitStore } from '#slices/visits/server/public.ts'
import { commands } from '../shared/commands.ts'

/** What phones hold, in the order in which rows must be written: a visit refers to its door, a conflict to either. */
export const kindStores: readonly AnyKindStore[] = [
  teamStore,
  memberStore,
  registerStore,
  householdStore,
  personStore,
  visitStore,
  photoStore,
  visitCodeStore,
  duplicateStore,
  conflictStore,
]

/** The sync with every slice's commands and kinds. */
export const createSyncDeps = (
  options: Pick<SyncDeps, 'db' | 'paths' | 'authSecret' | 'report' | 'leastWire'> & { now?: () => number },
): SyncDeps => ({
  commands,
  kinds: kindStores,
  permissionsOf,
  now: Date.now,
  ...options,
})
