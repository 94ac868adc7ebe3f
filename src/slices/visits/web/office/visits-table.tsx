import { Trans, useLingui } from '@lingui/react/macro'
import { Table, Text } from '@mantine/core'
import { IconNotebook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { OutputOf } from '#platform/shared/route.ts'
import { Tag } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatDay, formatNumber, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { doorTitle } from '#slices/households/web/office/public.ts'
import { membersQuery, useTeam } from '#slices/teams/web/office/public.ts'
import type { teamVisitsRoute, VisitInList } from '#slices/visits/shared/office.ts'
import { useVisitWords } from '../ui/version-words.ts'
import { levelWords, outcomeWords, placeWords, skillWords } from '../ui/words.ts'
import { VisitHistory } from './change-history.tsx'
import { useItemNames } from './use-item-names.ts'

interface Props {
  answer: OutputOf<typeof teamVisitsRoute>
  filtered: boolean
}

export const VisitsTable = ({ answer, filtered }: Props) => {
  const { t } = useLingui()
  const locale = useLocale()
  const { visits, total, people } = answer
  if (visits.length === 0) return <NoVisits filtered={filtered} />
  return (
    <WideTable label={t`Danh sách lượt hướng dẫn`} verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Ngày</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Nơi</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Kết quả</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Số người</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Kỹ năng, nền tảng</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Khó khăn, hẹn lại</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Người ghi</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {visits.map((visit) => (
          <Row key={visit.id} visit={visit} />
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th colSpan={3}>
            <Trans>Tổng cộng: {formatNumber(total, locale)} lượt</Trans>
          </Table.Th>
          <Table.Th ta="right">{formatNumber(people, locale)}</Table.Th>
          <Table.Td colSpan={3} />
        </Table.Tr>
      </Table.Tfoot>
    </WideTable>
  )
}

const NoVisits = ({ filtered }: { filtered: boolean }) => {
  const { t } = useLingui()
  return (
    <EmptyState
      icon={<IconNotebook size={30} />}
      title={filtered ? t`Không có lượt nào như vậy` : t`Tổ chưa ghi lượt hướng dẫn nào`}
      hint={
        filtered
          ? t`Hãy bỏ bớt điều kiện lọc.`
          : t`Thành viên ghi trên điện thoại, kể cả khi không có mạng; lượt hiện ở đây sau khi gửi.`
      }
    />
  )
}

const Row = ({ visit }: { visit: VisitInList }) => {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <Table.Tr data-visit={visit.id} style={{ verticalAlign: 'top' }}>
      <Table.Td>{formatDay(visit.day)}</Table.Td>
      <Table.Td miw={140}>
        <Where visit={visit} />
      </Table.Td>
      <Table.Td>
        {visit.cancelledOn ? (
          <Tag>
            <Trans>đã hủy {formatDay(visit.cancelledOn)}</Trans>
          </Tag>
        ) : (
          t(outcomeWords[visit.outcome])
        )}
        <VisitHistory events={visit.history} />
      </Table.Td>
      <Table.Td ta="right">
        {formatNumber(visit.people, locale)}
        {visit.persons && (
          <Text size="sm">
            <Trans>{formatNumber(visit.persons.length, locale)} người được ghi tên</Trans>
          </Text>
        )}
      </Table.Td>
      <Table.Td miw={240}>
        <Done visit={visit} />
      </Table.Td>
      <Table.Td miw={160}>
        <Left visit={visit} />
      </Table.Td>
      <Table.Td>
        <MadeBy visit={visit} />
      </Table.Td>
    </Table.Tr>
  )
}

const Where = ({ visit }: { visit: VisitInList }) => {
  const { t } = useLingui()
  const door = visit.door && doorTitle(visit.door, (number) => t`Số ${number}`)
  if (visit.place === 'home') return door || noData
  return [t(placeWords[visit.place]), door].filter(Boolean).join(': ')
}

/** What was done: skills with their level, platforms with their result. */
const Done = ({ visit }: { visit: VisitInList }) => {
  const { t } = useLingui()
  const named = useTeamItemNames()
  const words = useVisitWords(named)
  const lines = [
    ...visit.skills.map((one) => `${t(skillWords[one.skill])}: ${t(levelWords[one.level])} (${one.people})`),
    ...visit.platforms.map(words.platform),
    ...visit.topics.map((topic) => t`Tuyên truyền: ${named(topic)}`),
  ]
  if (lines.length === 0) return noData
  return (
    <>
      {lines.map((line) => (
        <Text size="sm" key={line}>
          {line}
        </Text>
      ))}
    </>
  )
}

const Left = ({ visit: { difficulty, followUpOn, followUpDone } }: { visit: VisitInList }) => {
  const { t } = useLingui()
  const named = useTeamItemNames()
  if (!difficulty && !followUpOn) return noData
  return (
    <>
      {difficulty && <Text size="sm">{[named(difficulty.kind), difficulty.text].filter(Boolean).join(': ')}</Text>}
      {followUpOn && (
        <Text size="sm">
          <Trans>Hẹn lại {formatDay(followUpOn)}</Trans>
        </Text>
      )}
      {followUpDone && (
        <Text size="sm">
          {[t`Đã xong hẹn ngày ${formatDay(followUpDone.on)}`, followUpDone.word].filter(Boolean).join(': ')}
        </Text>
      )}
    </>
  )
}

const MadeBy = ({ visit }: { visit: VisitInList }) => {
  const { t } = useLingui()
  const team = useTeam()
  const members = useQuery(membersQuery(team.id)).data?.members ?? []
  const nameOf = (id: string | null) => members.find(({ memberId }) => memberId === id)?.name
  const mates = (visit.members ?? []).map((id) => nameOf(id) ?? t`thành viên đã rời tổ`)
  return (
    <>
      {nameOf(visit.madeBy) ?? noData}
      {mates.length > 0 && (
        <Text size="sm">
          <Trans>Cùng làm với: {mates.join(', ')}</Trans>
        </Text>
      )}
      {visit.backdateReason && (
        <Text size="sm">
          <Trans>Ghi muộn: {visit.backdateReason}</Trans>
        </Text>
      )}
    </>
  )
}

const useTeamItemNames = () => useItemNames(useTeam().placeId)
