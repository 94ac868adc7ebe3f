import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { fold } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import { useRow, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { doorSearchText, type Household, householdKind, inWalkOrder } from '#slices/households/shared/household.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import { doorTitle } from '../../ui/door-words.ts'
import classes from './people.module.css'
import { GonePerson, RegisterOff } from './register-off.tsx'
import { useKeptDoors, useRegister } from './use-people.ts'

const mostShown = 30

/** To which door of the team somebody has moved. */
export const MovePersonPage = ({ id }: { id: Id }) => {
  const person = useRow<Person>(personKind, id)
  const { on } = useRegister(person?.teamId)
  if (!on) return <RegisterOff />
  return person && !person.restrictedOn ? <MovePerson person={person} /> : <GonePerson />
}

const MovePerson = ({ person }: { person: Person }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const [, navigate] = useLocation()
  const [search, setSearch] = useState('')
  const doors = useOtherDoors(person)
  const sought = fold(search)
  const found = doors.filter((door) => doorSearchText(door).includes(sought))
  const move = async (to: Id) => {
    const args = { register: person.teamId, id: person.id, from: person.householdId, to }
    await client.enqueue({ name: 'person.move', args, team: person.teamId })
    navigate(`/people/${person.id}`, { replace: true, state: { movedFrom: person.householdId } })
  }
  return (
    <Page title={t`Chuyển sang hộ nào?`} back>
      <Text fw={600}>{person.name}</Text>
      <TextInput
        type="search"
        size="lg"
        aria-label={t`Tìm hộ`}
        placeholder={t`Tìm số nhà, ngõ, nhãn`}
        leftSection={<IconSearch size={22} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Stack gap="xs">
        {found.slice(0, mostShown).map((door) => (
          <UnstyledButton key={door.id} className={classes.level} onClick={() => void move(door.id)}>
            <Text span fw={600} inherit>
              {doorTitle(door, (number) => t`Số ${number}`)}
            </Text>
            {door.number && door.label && (
              <Text span inherit>
                {door.label}
              </Text>
            )}
          </UnstyledButton>
        ))}
      </Stack>
      {found.length === 0 && (
        <Text role="status">
          <Trans>Không có hộ nào khớp. Hộ mới thì thêm ở trang Hộ dân trước.</Trans>
        </Text>
      )}
      {found.length > mostShown && (
        <Text>
          <Trans>Còn {found.length - mostShown} hộ nữa: gõ thêm để tìm.</Trans>
        </Text>
      )}
    </Page>
  )
}

const useOtherDoors = (person: Person): readonly Household[] => {
  const doors = useRows<Household>(householdKind)
  const kept = useKeptDoors()
  return useMemo(() => {
    const here = kept.get(person.householdId) ?? person.householdId
    return inWalkOrder(
      doors.filter((door) => !door.closedOn && !door.mergedInto && door.id !== here && door.teamId === person.teamId),
    )
  }, [doors, kept, person])
}
