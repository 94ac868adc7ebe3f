import { useLingui } from '@lingui/react/macro'
import { Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { setCalendarRoute } from '#slices/households/shared/calendar-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'

/** A day that offices are free, or work although the week says otherwise, with the document that says so. */
export const EntryDialog = ({ year, onClose }: { year: number; onClose: () => void }) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [day, setDay] = useState<string | null>(null)
  const [values, setValues] = useState({ yearly: false, works: false, what: '', decidedBy: '' })
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }))
  const submit = async () => {
    const body = { ...values, what: values.what.trim(), decidedBy: values.decidedBy.trim() }
    await call(setCalendarRoute, { params: { placeId: place.id, day: day ?? '' }, body })
    await queries.invalidateQueries({ queryKey: ['calendar'] })
    notify(t`Đã ghi ngày ${formatDay(day)}`)
  }
  return (
    <FormDialog title={t`Thêm ngày vào lịch năm ${year}`} submitLabel={t`Ghi`} onSubmit={submit} onClose={onClose}>
      <DayField label={t`Ngày`} required value={day} onChange={setDay} />
      <SegmentedControl
        aria-label={t`Nghỉ hay làm`}
        value={values.works ? 'worked' : 'free'}
        onChange={(value) => set(value === 'worked' ? { works: true, yearly: false } : { works: false })}
        data={[
          { value: 'free', label: t`Ngày nghỉ` },
          { value: 'worked', label: t`Ngày làm bù` },
        ]}
      />
      {!values.works && (
        <Checkbox
          label={t`Nghỉ ngày này mọi năm, từ năm đó trở đi`}
          checked={values.yearly}
          onChange={(event) => set({ yearly: event.currentTarget.checked })}
        />
      )}
      <TextInput
        label={t`Dịp`}
        required
        maxLength={80}
        value={values.what}
        onChange={(event) => set({ what: event.currentTarget.value })}
      />
      <TextInput
        label={t`Văn bản quyết định (số, ngày, cơ quan)`}
        required
        minLength={5}
        maxLength={300}
        value={values.decidedBy}
        onChange={(event) => set({ decidedBy: event.currentTarget.value })}
      />
    </FormDialog>
  )
}
