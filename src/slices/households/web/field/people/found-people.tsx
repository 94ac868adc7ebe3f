import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { onceFor } from '#platform/web/sync/once-for.ts'
import { useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { findPeople, indexPeople } from '#slices/households/shared/find-people.ts'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import { asksNothing, isSought, type PeopleFilter } from '#slices/households/shared/people-filter.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import { doorTitle } from '../../ui/door-words.ts'
import { PersonRow } from './people-of-door.tsx'
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

/** The people that were found, the first few first. */
export const FoundPeople = ({ people, first }: { people: readonly Person[]; first: number }) => {
  const { t } = useLingui()
  const { rule } = useRegister()
  const [more, setMore] = useState(0)
  const doors = useRows<Household>(householdKind)
  const titles = useMemo(
    () => new Map(doors.map((door) => [door.id, doorTitle(door, (number) => t`Số ${number}`)])),
    [doors, t],
  )
  const kept = useKeptDoors()
  const shown = people.slice(0, first + more)
  return (
    <Stack gap="xs" component="section" aria-label={t`Người dân`}>
      <Title order={2} fz={18}>
        <Trans>Người dân ({people.length})</Trans>
      </Title>
      {shown.map((person) => (
        <PersonRow
          key={person.id}
          person={person}
          skills={rule.skills}
          where={titles.get(kept.get(person.householdId) ?? person.householdId)}
        />
      ))}
      {shown.length < people.length && (
        <Button variant="default" size="lg" onClick={() => setMore(more + 50)}>
          <Trans>Xem thêm {people.length - shown.length} người</Trans>
        </Button>
      )}
    </Stack>
  )
}
