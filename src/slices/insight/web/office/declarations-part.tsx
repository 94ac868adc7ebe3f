import { Trans, useLingui } from '@lingui/react/macro'
import { Table, Text, Title } from '@mantine/core'
import type { Id } from '#platform/shared/ids.ts'
import { TextLink } from '#platform/web/office/links.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatDay, formatNumber, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { Dashboard } from '#slices/insight/shared/figure.ts'
import { useMeasureNames } from './measure-names.ts'

/** What was declared for this place: stated by somebody, not counted from records. */
export const DeclarationsPart = ({ placeId, declarations }: Pick<Dashboard, 'declarations'> & { placeId: Id }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const nameOf = useMeasureNames()
  if (declarations.length === 0) return null
  return (
    <section aria-label={t`Số khai báo`}>
      <Title order={2} fz="h4">
        <Trans>Số khai báo</Trans>
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        <Trans>Do cơ quan hoặc báo chí nêu. Số của đơn vị cũ chỉ để xem, không cộng vào đâu.</Trans>{' '}
        <TextLink to="/places/$placeId/declared" params={{ placeId }} underline="always">
          <Trans>Khai báo, sửa và xem số cũ</Trans>
        </TextLink>
      </Text>
      <WideTable label={t`Danh sách số khai báo`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Chỉ tiêu</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Đơn vị cũ</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Ngày</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Số</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Nguồn</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {declarations.map((one) => (
            <Table.Tr key={`${one.measure} ${one.day} ${one.formerUnit}`}>
              <Table.Td>{nameOf(one.measure)}</Table.Td>
              <Table.Td>{one.formerUnit ?? noData}</Table.Td>
              <Table.Td>{formatDay(one.day)}</Table.Td>
              <Table.Td ta="right">{formatNumber(one.amount, locale)}</Table.Td>
              <Table.Td miw={200}>{one.source}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </section>
  )
}
