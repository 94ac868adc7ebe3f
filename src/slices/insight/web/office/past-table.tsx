import { Trans, useLingui } from '@lingui/react/macro'
import { Table, Title } from '@mantine/core'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatDay, formatInstant, formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { PastFigure } from '#slices/insight/shared/declared.ts'
import { useMeasureNames } from './measure-names.ts'

/** What was declared before and is no more: nothing that was once stated disappears. */
export const PastTable = ({ past }: { past: readonly PastFigure[] }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const nameOf = useMeasureNames()
  if (past.length === 0) return null
  return (
    <section aria-label={t`Đã sửa, đã rút`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Đã sửa, đã rút</Trans>
      </Title>
      <WideTable label={t`Danh sách số đã sửa, đã rút`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Chỉ tiêu</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Ngày</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Số cũ</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Nguồn</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Lúc</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Lý do</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {past.map((one) => (
            <Table.Tr key={`${one.measure} ${one.day} ${one.endedAt}`}>
              <Table.Td>{nameOf(one.measure)}</Table.Td>
              <Table.Td>{formatDay(one.day)}</Table.Td>
              <Table.Td ta="right">
                <s>{formatNumber(one.amount, locale)}</s>
              </Table.Td>
              <Table.Td>{one.source}</Table.Td>
              <Table.Td>
                {one.withdrawn ? (
                  <Trans>rút lúc {formatInstant(Date.parse(one.endedAt))}</Trans>
                ) : (
                  <Trans>sửa lúc {formatInstant(Date.parse(one.endedAt))}</Trans>
                )}
              </Table.Td>
              <Table.Td>{one.reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </section>
  )
}
