import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Table, Text } from '@mantine/core'
import { Tag } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatDay, formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { DeclaredOfPlace } from '#slices/insight/shared/declared.ts'
import { useMeasureNames } from './measure-names.ts'

type Act = (figure: DeclaredOfPlace) => void

/** The declared figures of a place, newest first; with what may be done to each. */
export const DeclaredTable = (props: { figures: readonly DeclaredOfPlace[]; onEdit?: Act; onWithdraw?: Act }) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Danh sách số khai báo`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Chỉ tiêu</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Của kỳ</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Số</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Nguồn</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Tính vào tổng</Trans>
          </Table.Th>
          {props.onEdit && (
            <Table.Th>
              <Trans>Việc</Trans>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.figures.map((figure) => (
          <Row key={`${figure.measure} ${figure.day} ${figure.formerUnit}`} figure={figure} {...props} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const Row = ({ figure, onEdit, onWithdraw }: { figure: DeclaredOfPlace; onEdit?: Act; onWithdraw?: Act }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const name = useMeasureNames()(figure.measure)
  const when = usePeriodOfDeclared()(figure)
  return (
    <Table.Tr data-declared={figure.measure}>
      <Table.Td>
        {name}
        {figure.formerUnit && (
          <Text size="sm" c="dimmed">
            {figure.formerUnit}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{when}</Table.Td>
      <Table.Td ta="right">{formatNumber(figure.amount, locale)}</Table.Td>
      <Table.Td miw={200}>{figure.source}</Table.Td>
      <Table.Td>
        <Counts figure={figure} />
      </Table.Td>
      {onEdit && (
        <Table.Td>
          {!figure.formerUnit && (
            <Group gap="xs" wrap="nowrap">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t`Sửa ${name}, ${when}`}
                onClick={() => onEdit(figure)}
              >
                <Trans>Sửa</Trans>
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t`Rút ${name}, ${when}`}
                onClick={() => onWithdraw?.(figure)}
              >
                <Trans>Rút</Trans>
              </Button>
            </Group>
          )}
        </Table.Td>
      )}
    </Table.Tr>
  )
}

const Counts = ({ figure }: { figure: DeclaredOfPlace }) => {
  if (figure.counts)
    return (
      <Tag tone="attention">
        <Trans>có, là số khai báo</Trans>
      </Tag>
    )
  return (
    <Tag>
      {figure.formerUnit ? <Trans>không: đơn vị cũ</Trans> : <Trans>không: đã có số ghi nhận hoặc số cấp dưới</Trans>}
    </Tag>
  )
}

/** Of which time a declared figure speaks: a stock as of a day, a flow of the month that ends on it. */
export const usePeriodOfDeclared = (): ((figure: Pick<DeclaredOfPlace, 'kind' | 'day'>) => string) => {
  const { t } = useLingui()
  return ({ kind, day }) =>
    kind === 'flow' ? t`tháng ${day.slice(5, 7)}/${day.slice(0, 4)}` : t`đến ${formatDay(day)}`
}
