import type { AnyCommand, SyncRow } from '#platform/shared/command.ts'
import { conflictResolve, editHandOver } from '#platform/shared/conflict.ts'
import {
  checkDoor,
  checkDoorChanges,
  type Household,
  householdAdd,
  householdEdit,
  householdKind,
  householdMove,
} from '#slices/households/shared/public.ts'
import { checkVisit, checkVisitChanges, type Visit, visitCommands, visitKind } from '#slices/visits/shared/public.ts'

/** Every slice's commands, one list for phone and server. */
export const commands: readonly AnyCommand[] = [
  householdAdd,
  householdEdit,
  householdMove,
  ...visitCommands,
  conflictResolve({
    [householdKind]: (row: SyncRow) => checkDoor(row as Household),
    [visitKind]: (row: SyncRow) => checkVisit(row as Visit),
  }),
  editHandOver({ [householdKind]: checkDoorChanges, [visitKind]: checkVisitChanges }),
]
