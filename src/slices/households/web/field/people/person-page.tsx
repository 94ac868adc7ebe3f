import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { useRecordState, useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { RecordBadge } from '#platform/web/ui/field/record-badge.tsx'
import { RowLink } from '#platform/web/ui/field/row-link.tsx'
import { UndoBar } from '#platform/web/ui/field/undo-bar.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import { recognisePerson } from '#slices/households/shared/recognise.ts'
import { doorTitle } from '../../ui/door-words.ts'
import { ConsentFacts, Withdrawn } from './consent-facts.tsx'
import { Missing } from './missing.tsx'
import { PersonFacts } from './person-facts.tsx'
import { PersonSkills } from './person-skills-part.tsx'
import { GonePerson, RegisterOff } from './register-off.tsx'
import type { Undoable } from './undoable.ts'
import { useKeptDoors, useRegister } from './use-people.ts'

/** One person: who they are, what they can do, what they said yes to. */
export const PersonPage = ({ id }: { id: Id }) => {
  const { t } = useLingui()
  const person = useRow<Person>(personKind, id)
  const { on } = useRegister(person?.teamId)
  const record = useRecordState(personKind, id)
  if (!on) return <RegisterOff />
  if (!person) return <GonePerson />
  if (person.restrictedOn)
    return (
      <Page title={t`Đã rút đồng ý`} back>
        <Withdrawn person={person} />
        <DoorOf person={person} />
      </Page>
    )
  return (
    <Page title={person.name} titleInHistory={t`Người dân`} back>
      <Group gap="xs">
        <RecordBadge state={record} />
        {person.leftOn && (
          <Text fw={600}>
            <Trans>Không còn ở đây từ {formatDay(person.leftOn)}</Trans>
          </Text>
        )}
      </Group>
      {person.mergedInto ? <MergedInto person={person} /> : <Present person={person} />}
    </Page>
  )
}

const Present = ({ person }: { person: Person }) => {
  const client = useSyncClient()
  const { rule } = useRegister(person.teamId)
  const [done, setDone] = useState<Undoable | null>(useMoved(person))
  const gone = useCallback(() => setDone(null), [])
  const { recognised, missing } = recognisePerson(person, rule, dayInVietnam(client.nowMs()))
  return (
    <>
      <DoorOf person={person} />
      <Missing recognised={recognised} missing={missing} rule={rule} of="person" />
      <PersonSkills person={person} skills={rule.skills} onDone={setDone} />
      <PersonFacts person={person} rule={rule} />
      <ConsentFacts person={person} />
      <Stack>
        <Button
          component={Link}
          href={`/people/${person.id}/edit`}
          size="lg"
          variant="default"
          leftSection={<IconPencil aria-hidden />}
        >
          <Trans>Sửa thông tin</Trans>
        </Button>
        <Button component={Link} href={`/people/${person.id}/move`} size="lg" variant="default">
          <Trans>Chuyển sang hộ khác</Trans>
        </Button>
        <LeaveButton person={person} onDone={setDone} />
      </Stack>
      {done && <UndoBar message={done.message} onUndo={() => [done.undo(), gone()]} onGone={gone} key={done.message} />}
    </>
  )
}

/** Where this page was opened from the door they were moved away from: how that is taken back. */
const useMoved = (person: Person): Undoable | null => {
  const { t } = useLingui()
  const client = useSyncClient()
  const movedFrom = useHistoryState<{ movedFrom?: Id } | null>()?.movedFrom
  if (!movedFrom || movedFrom === person.householdId) return null
  const args = { register: person.teamId, id: person.id, from: person.householdId, to: movedFrom }
  return {
    message: t`Đã chuyển sang hộ khác`,
    undo: () => void client.enqueue({ name: 'person.move', args, team: person.teamId }),
  }
}

const LeaveButton = ({ person, onDone }: { person: Person; onDone: (done: Undoable) => void }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const set = (gone: boolean) =>
    client.enqueue({
      name: 'person.leave',
      args: { register: person.teamId, id: person.id, gone },
      team: person.teamId,
    })
  if (person.leftOn)
    return (
      <Button size="lg" variant="default" onClick={() => void set(false)}>
        <Trans>Vẫn ở đây</Trans>
      </Button>
    )
  const leave = () =>
    void set(true).then(() => onDone({ message: t`Đã ghi là không còn ở đây`, undo: () => void set(false) }))
  return (
    <Button size="lg" variant="default" onClick={leave}>
      <Trans>Không còn ở đây</Trans>
    </Button>
  )
}

const DoorOf = ({ person }: { person: Person }) => {
  const { t } = useLingui()
  const kept = useKeptDoors()
  const door = useRow<Household>(householdKind, kept.get(person.householdId) ?? person.householdId)
  if (!door) return null
  return <RowLink to={`/doors/${door.id}`} title={doorTitle(door, (number) => t`Số ${number}`)} detail={t`Mở hộ`} />
}

const MergedInto = ({ person }: { person: Person }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const kept = useRow<Person>(personKind, person.mergedInto ?? '')
  const args = { register: person.teamId, id: person.id }
  return (
    <Stack>
      <Title order={2} fz={18}>
        <Trans>Đã gộp với mục khác</Trans>
      </Title>
      {kept && <RowLink to={`/people/${kept.id}`} title={kept.name} detail={t`Mục đang dùng`} />}
      <Button
        size="lg"
        variant="default"
        onClick={() => void client.enqueue({ name: 'person.unmerge', args, team: person.teamId })}
      >
        <Trans>Tách ra, đây là hai người</Trans>
      </Button>
    </Stack>
  )
}
