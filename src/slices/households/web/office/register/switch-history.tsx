import { Trans, useLingui } from '@lingui/react/macro'
import { Table, Title } from '@mantine/core'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatDay, formatInstant, noData } from '#platform/web/ui/format.ts'
import type { SwitchVersion } from '#slices/households/shared/switch-routes.ts'

/** Every decision on the register, the newest first. */
export const SwitchHistory = ({ versions }: { versions: readonly SwitchVersion[] }) => {
  const { t } = useLingui()
  if (versions.length === 0) return null
  return (
    <section aria-label={t`Các lần quyết định`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Các lần quyết định</Trans>
      </Title>
      <WideTable label={t`Các lần quyết định`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Từ ngày</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Sổ</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Người quyết định, văn bản</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Mục đích</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Giữ thêm (tháng)</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Ghi chú</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Ghi lúc</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((one) => (
            <Table.Tr key={one.version} style={{ verticalAlign: 'top' }}>
              <Table.Td>{formatDay(one.validFrom)}</Table.Td>
              <Table.Td>{one.on ? <Trans>Bật</Trans> : <Trans>Tắt</Trans>}</Table.Td>
              <Table.Td miw={200}>{one.decidedBy}</Table.Td>
              <Table.Td miw={260}>{one.purpose}</Table.Td>
              <Table.Td ta="right">{one.retentionMonths}</Table.Td>
              <Table.Td>{one.remark ?? noData}</Table.Td>
              <Table.Td>{formatInstant(Date.parse(one.madeAt))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </section>
  )
}
