import { lazily } from '#platform/web/ui/field/lazily.tsx'
import type { Household } from '#slices/households/shared/household.ts'
import { useRegister } from './use-people.ts'

// What the pages of doors show where a commune keeps a register: its code comes to the phones of those communes.

const LatePeople = lazily(() => import('./people-of-door.tsx').then((part) => part.PeopleOfDoor), { part: true })

export const PeopleOfDoor = ({ door }: { door: Household }) =>
  useRegister(door.teamId).on ? <LatePeople door={door} /> : null

export const FoundPeople = lazily(() => import('./found-people.tsx').then((part) => part.FoundPeople), { part: true })

export const PeopleFilters = lazily(() => import('./people-filters.tsx').then((part) => part.PeopleFilters), {
  part: true,
})

/** Looks through all doors and people, after the list itself is on the screen. */
export const DuplicatesLink = lazily(() => import('./duplicates-link.tsx').then((part) => part.DuplicatesLink), {
  part: true,
})
