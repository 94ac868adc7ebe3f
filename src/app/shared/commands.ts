import type { AnyCommand, SyncRow } from '#platform/shared/command.ts'
import { conflictResolve, editHandOver } from '#platform/shared/conflict.ts'
import { householdCommands, householdEdits } from '#slices/households/shared/public.ts'
import { visitConfirmationCode } from '#slices/verification/shared/public.ts'
import { checkVisit, checkVisitChanges, type Visit, visitCommands, visitKind } from '#slices/visits/shared/public.ts'

/** Every slice's commands, one list for phone and server. */
export const commands: readonly AnyCommand[] = [
  ...householdCommands,
  ...visitCommands,
  visitConfirmationCode,
  conflictResolve({
    ...householdEdits.rules,
    [visitKind]: (row: SyncRow) => checkVisit(row as Visit),
  }),
  editHandOver({ ...householdEdits.checks, [visitKind]: checkVisitChanges }, householdEdits.closed),
]
