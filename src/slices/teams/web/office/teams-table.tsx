import { Trans, useLingui } from '@lingui/react/macro'
import { Table, Text } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import type { OutputOf } from '#platform/shared/route.ts'
import { ButtonLink, TextLink } from '#platform/web/office/links.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatNumber, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { pathOf, useCan } from '#slices/identity/web/office/public.ts'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import type { listTeams } from '#slices/teams/shared/routes.ts'
import { StatusMark, WarningMarks } from './team-marks.tsx'

interface Props {
  place: PlaceDetails
  answer: OutputOf<typeof listTeams>
  /** Some filter is set: an empty list is then not a beginning. */
  filtered: boolean
}

export const TeamsTable = ({ place, answer, filtered }: Props) => {
  const { t } = useLingui()
  const locale = useLocale()
  const can = useCan()
  const { teams, total } = answer
  if (teams.length === 0) return <NoTeams place={place} filtered={filtered} />
  // Where all teams stand in one commune, its name says nothing.
  const above = place.level === 'nation' || place.level === 'province'
  // A dash would say that there is no leader.
  const named = can('member.read', pathOf(place.breadcrumb))
  return (
    <WideTable label={t`Danh sách tổ`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Tổ</Trans>
          </Table.Th>
          {above && (
            <Table.Th>
              <Trans>Xã, phường</Trans>
            </Table.Th>
          )}
          {named && (
            <Table.Th>
              <Trans>Tổ trưởng</Trans>
            </Table.Th>
          )}
          <Table.Th ta="right">
            <Trans>Số thành viên</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Trạng thái</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Cần để ý</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {teams.map((team) => (
          <Table.Tr key={team.id} data-team={team.id}>
            <Table.Td miw={200}>
              <TextLink to="/teams/$teamId" params={{ teamId: team.id }}>
                {team.name}
              </TextLink>
            </Table.Td>
            {above && (
              <Table.Td>
                <TextLink to="/places/$placeId/teams" params={{ placeId: team.communeId }}>
                  {team.commune}
                </TextLink>
              </Table.Td>
            )}
            {named && <Table.Td>{team.leader ?? noData}</Table.Td>}
            <Table.Td ta="right">{formatNumber(team.members, locale)}</Table.Td>
            <Table.Td>
              <StatusMark status={team.status} />
            </Table.Td>
            <Table.Td>
              <WarningMarks warnings={team.warnings} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th colSpan={1 + Number(above) + Number(named)}>
            <Text span fw={600} size="sm">
              <Trans>Tổng cộng: {formatNumber(total.teams, locale)} tổ</Trans>
            </Text>
          </Table.Th>
          <Table.Th ta="right">{formatNumber(total.members, locale)}</Table.Th>
          <Table.Td colSpan={2} />
        </Table.Tr>
      </Table.Tfoot>
    </WideTable>
  )
}

const NoTeams = ({ place, filtered }: Pick<Props, 'place' | 'filtered'>) => {
  const { t } = useLingui()
  const can = useCan()
  const icon = <IconUsersGroup size={30} />
  if (filtered) return <EmptyState icon={icon} title={t`Không có tổ nào như vậy`} hint={t`Hãy bỏ bớt điều kiện lọc.`} />
  const action = can('team.import', pathOf(place.breadcrumb)) && place.level !== 'nation' && (
    <ButtonLink to="/places/$placeId/import" params={{ placeId: place.id }}>
      <Trans>Nhập danh sách từ Excel</Trans>
    </ButtonLink>
  )
  return (
    <EmptyState
      icon={icon}
      title={t`Ở đây chưa có tổ nào`}
      hint={t`Các tổ của ${place.title} sẽ hiện ở đây, cùng thành viên và những điều cần để ý.`}
      action={action}
    />
  )
}
