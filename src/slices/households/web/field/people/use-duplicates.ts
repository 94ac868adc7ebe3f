import { useMemo } from 'react'
import { useRows } from '#platform/web/sync/use-sync.ts'
import {
  type DismissedDuplicate,
  type DuplicateProposal,
  duplicateKind,
  proposeDoorDuplicates,
  proposeDuplicates,
} from '#slices/households/shared/duplicates.ts'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import { useRegister } from './use-people.ts'

/** Doors, and where the register is on persons, that may be one; for people to decide. */
export const useDuplicates = (): { doors: readonly DuplicateProposal[]; people: readonly DuplicateProposal[] } => {
  const { on } = useRegister()
  const doors = useRows<Household>(householdKind)
  const people = useRows<Person>(personKind)
  const dismissed = useRows<DismissedDuplicate>(duplicateKind)
  return useMemo(
    () => ({
      doors: proposeDoorDuplicates(doors, dismissed),
      people: on ? proposeDuplicates(people, doors, dismissed) : [],
    }),
    [on, doors, people, dismissed],
  )
}
