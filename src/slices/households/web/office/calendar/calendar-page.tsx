import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconCalendarPlus, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { call } from '#platform/web/api.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { type CalendarEntry, calendarRoute } from '#slices/households/shared/calendar-routes.ts'
import { calendarOfYear } from '#slices/households/shared/working-days.ts'
import { CalendarTable } from './calendar-table.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'

const route = getRouteApi('/inside/places/$placeId/calendar')

const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: ({ signal }) => call(calendarRoute, { signal }),
})

/** The public holidays by which the terms of requests are counted, year by year. */
export const CalendarPage = () => {
  const { t } = useLingui()
  const query = useQuery(calendarQuery)
  const { year = Number(dayInVietnam(Date.now()).slice(0, 4)) } = route.useSearch()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<CalendarEntry | null>(null)
  return (
    <OfficePage
      title={t`Ngày nghỉ lễ, ngày làm bù: năm ${year}`}
      lead={t`Thời hạn trả lời người dân (2 ngày làm việc) được tính theo lịch này. Yêu cầu đã ghi giữ nguyên hạn đã báo.`}
      actions={
        <Button leftSection={<IconCalendarPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          <Trans>Thêm ngày</Trans>
        </Button>
      }
    >
      <Stack>
        <Years year={year} />
        <Answer query={query}>
          {({ entries }) => <CalendarTable days={calendarOfYear(year, entries)} onRemove={setRemoving} />}
        </Answer>
        <Text size="sm" c="dimmed">
          <Trans>
            Tết Nguyên đán và ngày nghỉ thứ hai của Quốc khánh được quyết định từng năm: hãy nhập khi có thông báo. Ngày
            lễ hằng năm trùng ngày nghỉ cuối tuần thì được nghỉ bù vào ngày làm việc kế tiếp (Bộ luật Lao động, Điều
            111).
          </Trans>
        </Text>
      </Stack>
      {adding && <EntryDialog year={year} onClose={() => setAdding(false)} />}
      {removing && <RemoveDialog entry={removing} onClose={() => setRemoving(null)} />}
    </OfficePage>
  )
}

const Years = ({ year }: { year: number }) => {
  const navigate = route.useNavigate()
  const go = (to: number) => void navigate({ search: { year: to } })
  return (
    <Group className="no-print">
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        disabled={year <= 2000}
        onClick={() => go(year - 1)}
      >
        <Trans>Năm {year - 1}</Trans>
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        disabled={year >= 2100}
        onClick={() => go(year + 1)}
      >
        <Trans>Năm {year + 1}</Trans>
      </Button>
    </Group>
  )
}
