import { Trans, useLingui } from '@lingui/react/macro'
import { Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { type CalendarEntry, setCalendarRoute, unsetCalendarRoute } from '#slices/households/shared/calendar-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'

/** Takes a day out of the calendar, with the document that says so; the notice can bring it back. */
export const RemoveDialog = ({ entry, onClose }: { entry: CalendarEntry; onClose: () => void }) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [decidedBy, setDecidedBy] = useState('')
  const { day, ...body } = entry
  const params = { placeId: place.id, day }
  const refresh = () => queries.invalidateQueries({ queryKey: ['calendar'] })
  const bringBack = async () => {
    await call(setCalendarRoute, { params, body })
    await refresh()
  }
  const submit = async () => {
    await call(unsetCalendarRoute, { params, query: { decidedBy: decidedBy.trim() } })
    await refresh()
    notify(t`Đã bỏ: ${entry.what}`, () => void bringBack())
  }
  return (
    <FormDialog title={t`Bỏ khỏi lịch: ${entry.what}`} submitLabel={t`Bỏ ngày này`} onSubmit={submit} onClose={onClose}>
      <Text>
        {entry.yearly ? (
          <Trans>Ngày này sẽ không còn là ngày nghỉ trong mọi năm.</Trans>
        ) : (
          <Trans>Ngày {formatDay(day)} sẽ lại như các ngày khác trong tuần.</Trans>
        )}
      </Text>
      <TextInput
        label={t`Văn bản quyết định (số, ngày, cơ quan)`}
        required
        minLength={5}
        maxLength={300}
        value={decidedBy}
        onChange={(event) => setDecidedBy(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
