import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Table, Text } from '@mantine/core'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { RulePreview } from '#slices/households/shared/rule-routes.ts'

/** What the rule would recognise today, beside the one in force. */
export const RulePreviewed = ({ preview }: { preview: RulePreview }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const { teams, counted, doors, people, present, planned } = preview
  const rows = [
    { code: 'households', name: t`Gia đình số`, of: doors, is: present.households, would: planned.households },
    { code: 'citizens', name: t`Công dân số`, of: people, is: present.citizens, would: planned.citizens },
  ]
  if (teams === 0)
    return (
      <Text>
        <Trans>Chưa xã nào của tỉnh bật sổ hộ dân, nên chưa có ai để tính thử.</Trans>
      </Text>
    )
  return (
    <Stack gap="xs">
      <WideTable label={t`Kết quả nếu áp dụng hôm nay`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Nếu áp dụng hôm nay</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Đang ghi tên</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Theo bản đang áp dụng</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Theo bản mới</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Thêm, bớt</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ code, name, of, is, would }) => (
            <Table.Tr key={code} data-preview={code}>
              <Table.Th>{name}</Table.Th>
              <Table.Td ta="right">{formatNumber(of, locale)}</Table.Td>
              <Table.Td ta="right">{formatNumber(is, locale)}</Table.Td>
              <Table.Td ta="right">{formatNumber(would, locale)}</Table.Td>
              <Table.Td ta="right">
                {would > is && '+'}
                {formatNumber(would - is, locale)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      <Text size="sm" c="dimmed">
        {counted < teams ? (
          <Trans>
            Tính trên {formatNumber(counted, locale)} trong {formatNumber(teams, locale)} tổ đã bật sổ, chọn không theo
            địa bàn. Chưa ghi gì.
          </Trans>
        ) : (
          <Trans>Tính trên {formatNumber(teams, locale)} tổ đã bật sổ của tỉnh. Chưa ghi gì.</Trans>
        )}
      </Text>
    </Stack>
  )
}
