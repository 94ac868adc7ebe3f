import { useMemo } from 'react'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { onceFor } from '#platform/web/sync/once-for.ts'
import { useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { findPeople, indexPeople } from '#slices/households/shared/find-people.ts'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import { asksNothing, isSought, type PeopleFilter } from '#slices/households/shared/people-filter.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import { useKeptDoors, useRegister } from './use-people.ts'

/**
 * Whom a member looks for: by what was typed (name without marks, door, lane, last digits of the phone), by a filter, or
 * both; only at `doors` where given. Nobody as long as nothing is asked, and where no register is kept.
 */
export const useFoundPeople = (
  query: string,
  filter: PeopleFilter,
  doors: ReadonlySet<Id> | null,
): readonly Person[] => {
  const client = useSyncClient()
  const { on, rule } = useRegister()
  const people = useRows<Person>(personKind)
  const households = useRows<Household>(householdKind)
  const kept = useKeptDoors()
  const index = on ? peopleIndex(people, households) : null
  const today = dayInVietnam(client.nowMs())
  return useMemo(() => {
    if (!index || (!query && asksNothing(filter))) return []
    const found = query ? findPeople(index, query, people.length) : index.entries.map(({ person }) => person)
    const at = ({ householdId }: Person) => doors === null || doors.has(kept.get(householdId) ?? householdId)
    return found.filter((person) => at(person) && isSought(person, filter, rule, today))
  }, [index, query, filter, doors, kept, people, rule, today])
}

const peopleIndex = onceFor((people: readonly Person[], doors: readonly Household[]) => indexPeople(people, doors))
