import { useDeferredValue, useMemo } from 'react'
import { onceFor } from '#platform/web/sync/once-for.ts'
import { useRows } from '#platform/web/sync/use-sync.ts'
import {
  type DismissedDuplicate,
  type DuplicateProposal,
  duplicateKind,
  notDismissed,
  proposeDoorDuplicates,
  proposeDuplicates,
} from '#slices/households/shared/duplicates.ts'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import { useRegister } from './use-people.ts'

interface Duplicates {
  doors: readonly DuplicateProposal[]
  people: readonly DuplicateProposal[]
}

/**
 * Doors, and where the register is on persons, that may be one; for people to decide. Looked for after the screen is
 * drawn (null until then): comparing 1,500 people takes a slow phone a tenth of a second.
 */
export const useDuplicates = (): Duplicates | null => {
  const { on } = useRegister()
  const doors = useRows<Household>(householdKind)
  const people = useRows<Person>(personKind)
  const dismissed = useRows<DismissedDuplicate>(duplicateKind)
  const rows = useMemo(() => ({ on, doors, people, dismissed }), [on, doors, people, dismissed])
  const settled = useDeferredValue(rows, null)
  return useMemo(() => (settled ? duplicatesIn(settled) : null), [settled])
}

const duplicatesIn = ({ on, doors, people, dismissed }: Rows): Duplicates => ({
  doors: proposeDoorDuplicates(doors, dismissed),
  people: on ? notDismissed(likePeople(people, doors), dismissed) : [],
})

interface Rows {
  on: boolean
  doors: readonly Household[]
  people: readonly Person[]
  dismissed: readonly DismissedDuplicate[]
}

const likePeople = onceFor((people: readonly Person[], doors: readonly Household[]) => proposeDuplicates(people, doors))
