import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatInstant } from '#platform/web/ui/format.ts'
import { DoorPersons, doorKindWords, doorTitle } from '#slices/households/web/office/public.ts'
import { useTeam } from '#slices/teams/web/office/public.ts'
import type { DoorEvent, DoorInList } from '#slices/visits/shared/office.ts'
import { useStateWords } from '../ui/state-words.tsx'
import { Changes, Doer } from './change-history.tsx'
import { useDoorEventWords } from './door-event-words.ts'
import { PhotosAtDoor } from './photos-at-door.tsx'
import { doorHistoryQuery } from './team-work-queries.ts'
import { useItemNames } from './use-item-names.ts'
import { VisitsTable } from './visits-table.tsx'

const route = getRouteApi('/inside/teams/$teamId/doors/$doorId')

/** One door with everything that was done there and to it: who changed what, and when. */
export const DoorPage = () => {
  const { t } = useLingui()
  const team = useTeam()
  const { doorId } = route.useParams()
  const nameOf = useItemNames(team.placeId)
  const query = useQuery(doorHistoryQuery(team.id, doorId))
  const door = query.data?.door
  const title = door && doorTitle(door, (number) => t`Số ${number}`)
  return (
    <OfficePage title={title || t`Một hộ`} lead={door && <Facts door={door} />}>
      <Answer query={query}>
        {({ visits, photos, events }) => (
          <Stack>
            <DoorPersons teamId={team.id} doorId={doorId} nameOf={nameOf} />
            <Title order={2} fz="h4">
              <Trans>Các lượt đã ghi</Trans>
            </Title>
            <VisitsTable
              answer={{ visits, total: visits.length, people: visits.reduce(countedPeople, 0) }}
              filtered={false}
            />
            <PhotosAtDoor photos={photos} />
            <Title order={2} fz="h4">
              <Trans>Lịch sử thay đổi của hộ</Trans>
            </Title>
            <EventsTable events={events} />
          </Stack>
        )}
      </Answer>
    </OfficePage>
  )
}

const countedPeople = (sum: number, visit: { people: number; cancelledOn: string | null }): number =>
  sum + (visit.cancelledOn ? 0 : visit.people)

const Facts = ({ door }: { door: DoorInList }) => {
  const { t } = useLingui()
  const stateWords = useStateWords()
  const fibre = door.criteria.fibre
  return [
    t(doorKindWords[door.kind]),
    door.number && door.label,
    stateWords(door),
    fibre === undefined ? t`Cáp quang: chưa hỏi` : fibre ? t`Có cáp quang` : t`Chưa có cáp quang`,
    door.note,
  ]
    .filter(Boolean)
    .join(' · ')
}

const EventsTable = ({ events }: { events: readonly DoorEvent[] }) => {
  const { t } = useLingui()
  if (events.length === 0)
    return (
      <Text>
        <Trans>Chưa có thay đổi nào được ghi: hộ này có từ trước khi dùng phần mềm.</Trans>
      </Text>
    )
  return (
    <WideTable label={t`Lịch sử thay đổi của hộ`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Lúc</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Việc</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Thay đổi</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Người làm</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {[...events].reverse().map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const EventRow = ({ event }: { event: DoorEvent }) => {
  const eventWords = useDoorEventWords()
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>{formatInstant(Date.parse(event.madeAt))}</Table.Td>
      <Table.Td>{eventWords(event)}</Table.Td>
      <Table.Td miw={240}>
        <Changes event={event} />
      </Table.Td>
      <Table.Td>
        <Doer memberId={event.memberId} />
      </Table.Td>
    </Table.Tr>
  )
}
