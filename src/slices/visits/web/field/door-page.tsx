import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconPencil, IconPhoneCall, IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link, useLocation } from 'wouter'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { useRecordState, useRow, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { RecordBadge } from '#platform/web/ui/field/record-badge.tsx'
import { type Household, householdKind, keptDoors } from '#slices/households/shared/public.ts'
import { doorKindWords, doorTitle, GoneDoor, PeopleOfDoor } from '#slices/households/web/field/public.ts'
import { doorState, newestFirst } from '#slices/visits/shared/door-state.ts'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'
import { useStateWords } from '../ui/state-words.tsx'
import { visitsByDoor } from './use-doors.ts'
import { VisitRow } from './visit-row.tsx'

/** One door: what it is, how it stands, what was done here, and the button to record. */
export const DoorPage = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const stateWords = useStateWords()
  const door = useRow<Household>(householdKind, id)
  const record = useRecordState(householdKind, id)
  const all = useRows<Visit>(visitKind)
  const doors = useRows<Household>(householdKind)
  const visits = useMemo(() => (visitsByDoor(all, keptDoors(doors)).get(id) ?? []).sort(newestFirst), [all, doors, id])
  if (!door) return <GoneDoor />
  return (
    <Page title={doorTitle(door, (number) => t`Số ${number}`)} back>
      <Group gap="xs">
        <RecordBadge state={record} />
        <Text fw={600}>{stateWords(doorState(visits))}</Text>
      </Group>
      <Facts door={door} />
      <Button component={Link} href={`/record/${id}`} size="xl" leftSection={<IconPlus aria-hidden />}>
        <Trans>Ghi nhận ở đây</Trans>
      </Button>
      <Button
        component={Link}
        href={`/record/phone/${id}`}
        size="lg"
        variant="default"
        leftSection={<IconPhoneCall aria-hidden />}
      >
        <Trans>Hỗ trợ qua điện thoại</Trans>
      </Button>
      <PeopleOfDoor door={door} />
      <Stack gap="xs">
        <Title order={2} fz={18}>
          <Trans>Các lượt đã ghi</Trans>
        </Title>
        {visits.length === 0 && <Text>{t`Chưa có lượt nào.`}</Text>}
        {visits.map((visit) => (
          <VisitRow key={visit.id} visit={visit} />
        ))}
      </Stack>
      <Group grow>
        <Button
          component={Link}
          href={`/doors/${id}/edit`}
          size="lg"
          variant="default"
          leftSection={<IconPencil aria-hidden />}
        >
          <Trans>Sửa hộ</Trans>
        </Button>
        <CloseDoor door={door} />
      </Group>
    </Page>
  )
}

const Facts = ({ door }: { door: Household }) => {
  const { t, i18n } = useLingui()
  const fibre = door.criteria.fibre
  const facts = [
    i18n._(doorKindWords[door.kind]),
    door.number && door.label,
    fibre === undefined ? t`Cáp quang: chưa hỏi` : fibre ? t`Có cáp quang` : t`Chưa có cáp quang`,
  ].filter(Boolean)
  return (
    <Stack gap={4}>
      <Text>{facts.join(' · ')}</Text>
      {door.note && <Text>{door.note}</Text>}
    </Stack>
  )
}

// Closing is an edit like any other: the list forgets the door, its visits stay, and an edit opens it again.
const CloseDoor = ({ door }: { door: Household }) => {
  const client = useSyncClient()
  const [, navigate] = useLocation()
  const set = (closedOn: string | null) =>
    client.enqueue({
      name: 'household.edit',
      args: { id: door.id, changes: { closedOn: { old: door.closedOn, new: closedOn } } },
      team: door.teamId,
    })
  if (door.closedOn)
    return (
      <Button size="lg" variant="default" onClick={() => void set(null)}>
        <Trans>Mở lại hộ</Trans>
      </Button>
    )
  return (
    <Button
      size="lg"
      variant="default"
      onClick={() =>
        void set(dayInVietnam(client.nowMs())).then(() =>
          navigate('/doors', { replace: true, state: { closed: door.id } }),
        )
      }
    >
      <Trans>Đóng hộ</Trans>
    </Button>
  )
}
