import type { AnyCommand, SyncRow } from '#platform/shared/command.ts'
import { householdAdd, householdEdit, householdMove } from './commands.ts'
import { personConsent, personRestrict } from './consent-commands.ts'
import { type Household, householdKind } from './household.ts'
import { checkDoor, checkDoorChanges } from './household-rules.ts'
import { duplicateDismiss, householdMerge, householdUnmerge, personMerge, personUnmerge } from './merge-commands.ts'
import { type Person, personKind } from './person.ts'
import { personAdd, personEdit, personLeave, personMove, personSkill } from './person-commands.ts'
import { checkPersonChanges } from './person-rules.ts'
import { personRestricted } from './problems.ts'

/** All commands of this slice, with every version that phones may still send. */
export const householdCommands: readonly AnyCommand[] = [
  householdAdd,
  householdEdit,
  householdMove,
  householdMerge,
  householdUnmerge,
  duplicateDismiss,
  personAdd,
  personEdit,
  personSkill,
  personConsent,
  personRestrict,
  personMove,
  personLeave,
  personMerge,
  personUnmerge,
]

/**
 * What holds for the rows of this slice when versions are put together: whole rows (`rules`), changed fields (`checks`),
 * and rows for which nothing may be proposed (`closed`): somebody who withdrew.
 */
export const householdEdits = {
  rules: { [householdKind]: (row: SyncRow) => checkDoor(row as Household) },
  checks: { [householdKind]: checkDoorChanges, [personKind]: checkPersonChanges },
  closed: { [personKind]: (row: SyncRow) => ((row as Person).restrictedOn ? personRestricted : null) },
}
