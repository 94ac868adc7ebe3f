import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useRows } from '#platform/web/sync/use-sync.ts'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import type { Person } from '#slices/households/shared/person.ts'
import { doorTitle } from '../../ui/door-words.ts'
import { PersonRow } from './people-of-door.tsx'
import { useKeptDoors, useRegister } from './use-people.ts'

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
