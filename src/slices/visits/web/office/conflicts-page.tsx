import { Trans, useLingui } from '@lingui/react/macro'
import { Table, Text } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { TextLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import { doorKindWords, doorTitle } from '#slices/households/web/office/public.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { membersQuery, teamQuery } from '#slices/teams/web/office/public.ts'
import type { ConflictInPlace } from '#slices/visits/shared/office.ts'
import { useFieldWords, useVersionWords } from '../ui/version-words.ts'
import { placeConflictsQuery } from './team-work-queries.ts'
import { useItemNames } from './use-item-names.ts'

/** Where two people of the commune's teams wrote two different things, and nobody has chosen yet. */
export const ConflictsPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const query = useQuery(placeConflictsQuery(place.id))
  return (
    <OfficePage
      title={t`Hai bản khác nhau`}
      lead={t`Hai người sửa cùng một mục; cả hai bản được giữ. Người của tổ chọn trên điện thoại: Thêm › Hai bản khác nhau.`}
    >
      <Answer query={query}>
        {({ conflicts }) =>
          conflicts.length > 0 ? (
            <ConflictsTable conflicts={conflicts} />
          ) : (
            <EmptyState
              icon={<IconArrowsSplit2 size={30} />}
              title={t`Không có chỗ nào khác nhau`}
              hint={t`Khi hai người của một tổ sửa khác nhau, cả hai bản hiện ở đây cho đến khi tổ chọn.`}
            />
          )
        }
      </Answer>
    </OfficePage>
  )
}

const ConflictsTable = ({ conflicts }: { conflicts: readonly ConflictInPlace[] }) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Danh sách hai bản khác nhau`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Tổ</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Hộ, lượt</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Mục</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Bản đang có</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Bản sửa</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Người sửa</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {conflicts.map((conflict) => (
          <Row key={conflict.id} conflict={conflict} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const Row = ({ conflict }: { conflict: ConflictInPlace }) => {
  const place = usePlace()
  const fieldWords = useFieldWords()
  const words = useVersionWords(useItemNames(place.id), doorKindWords)
  const { field, current, proposed, teamId } = conflict
  const team = useQuery(teamQuery(teamId)).data
  return (
    <Table.Tr data-conflict={conflict.id}>
      <Table.Td miw={160}>
        <TextLink to="/teams/$teamId" params={{ teamId }}>
          {team?.name ?? noData}
        </TextLink>
      </Table.Td>
      <Table.Td miw={140}>
        <Subject conflict={conflict} />
      </Table.Td>
      <Table.Td>{fieldWords(field)}</Table.Td>
      <Table.Td>{words(field, current)}</Table.Td>
      <Table.Td>{words(field, proposed)}</Table.Td>
      <Table.Td>
        <Proposer teamId={conflict.proposedFrom} memberId={conflict.proposedBy} />
        <Text size="sm" c="dimmed">
          {formatDay(conflict.proposedOn)}
        </Text>
      </Table.Td>
    </Table.Tr>
  )
}

/** The door, as a link to its page; of a visit also the day. */
const Subject = ({ conflict: { door, visitDay, teamId } }: { conflict: ConflictInPlace }) => {
  const { t } = useLingui()
  return (
    <>
      {door ? (
        <TextLink to="/teams/$teamId/doors/$doorId" params={{ teamId, doorId: door.id }}>
          {doorTitle(door, (number) => t`Số ${number}`) || noData}
        </TextLink>
      ) : (
        <Trans>Điểm hỗ trợ</Trans>
      )}
      {visitDay && (
        <Text size="sm" c="dimmed">
          <Trans>lượt ngày {formatDay(visitDay)}</Trans>
        </Text>
      )}
    </>
  )
}

const Proposer = ({ teamId, memberId }: { teamId: Id; memberId: Id | null }) => {
  const members = useQuery(membersQuery(teamId)).data?.members ?? []
  return members.find((member) => member.memberId === memberId)?.name ?? noData
}
