import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Table } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import type { Day } from '#platform/shared/dates.ts'
import { Tag } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { CalendarEntry } from '#slices/households/shared/calendar-routes.ts'
import type { DayOfYear } from '#slices/households/shared/working-days.ts'

type Row = DayOfYear<CalendarEntry>

interface Props {
  days: readonly Row[]
  onRemove: (entry: CalendarEntry) => void
}

/** Every day of a year that is not as the week says, with the reason and the document. */
export const CalendarTable = ({ days, onRemove }: Props) => {
  const { t } = useLingui()
  if (days.length === 0)
    return (
      <EmptyState
        icon={<IconCalendarOff size={30} />}
        title={t`Chưa có ngày nghỉ nào`}
        hint={t`Thêm ngày nghỉ lễ theo văn bản đã ban hành, để thời hạn trả lời người dân được tính đúng.`}
      />
    )
  return (
    <WideTable label={t`Ngày nghỉ lễ, ngày làm bù`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Ngày</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Nghỉ hay làm</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Dịp</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Văn bản</Trans>
          </Table.Th>
          <Table.Th className="no-print">
            <Trans>Việc</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.map((row) => (
          <CalendarRow key={row.day} row={row} onRemove={onRemove} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const CalendarRow = ({ row: { day, kind, entry }, onRemove }: { row: Row; onRemove: Props['onRemove'] }) => {
  const { t } = useLingui()
  const weekday = useWeekday()
  return (
    <Table.Tr data-day={day}>
      <Table.Td miw={150}>
        {formatDay(day)} ({weekday(day)})
      </Table.Td>
      <Table.Td>{kind === 'worked' ? <Tag tone="attention">{t`Làm bù`}</Tag> : <Tag>{t`Nghỉ`}</Tag>}</Table.Td>
      <Table.Td miw={160} lang={entry ? 'vi' : undefined}>
        {entry ? entry.what : <Trans>Nghỉ bù vì ngày lễ trùng cuối tuần</Trans>}
      </Table.Td>
      <Table.Td miw={200} lang={entry ? 'vi' : undefined}>
        {entry ? entry.decidedBy : <Trans>Bộ luật Lao động số 45/2019/QH14, Điều 111</Trans>}
      </Table.Td>
      <Table.Td className="no-print">
        {entry && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onRemove(entry)}
            aria-label={entry.yearly ? t`Bỏ khỏi mọi năm: ${entry.what}` : t`Bỏ: ${formatDay(day)}`}
          >
            {entry.yearly ? <Trans>Bỏ khỏi mọi năm…</Trans> : <Trans>Bỏ…</Trans>}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

const useWeekday = (): ((day: Day) => string) => {
  const names = new Intl.DateTimeFormat(useLocale(), { weekday: 'long', timeZone: 'UTC' })
  return (day) => names.format(new Date(`${day}T00:00:00Z`))
}
