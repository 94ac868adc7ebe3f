import { Trans, useLingui } from '@lingui/react/macro'
import { NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { addDays, type Day, dayInVietnam, periodOf } from '#platform/shared/dates.ts'
import { call } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { formatShare } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { usePlace } from '#slices/places/web/office/public.ts'
import { type DrawPeriodKind, drawRoute, largestSample } from '#slices/verification/shared/callback.ts'
import { marginOf, usualSampleSize } from '#slices/verification/shared/wilson.ts'
import { callbacksKey, drawsQuery } from './callback-queries.ts'
import { useDrawPeriod } from './callback-words.ts'

/** Chooses period and size of a sample; where the period was drawn before, also why it is drawn again. */
export const DrawDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [kind, setKind] = useState<DrawPeriodKind>('month')
  // The period that has just ended: its visits have arrived.
  const [on, setOn] = useState<Day | null>(() => addDays(periodOf('month', dayInVietnam(Date.now())).from, -1))
  const [size, setSize] = useState<number | string>(usualSampleSize)
  const [reason, setReason] = useState('')
  const period = on ? periodOf(kind, on) : null
  const before = useQuery(drawsQuery(place.id)).data?.draws ?? []
  const again = before.some((one) => one.period.from === period?.from && one.period.to === period.to)
  const draw = async () => {
    if (!on) return
    const body = { period: kind, on, size: Number(size), ...(again && { reason }) }
    const { id } = await call(drawRoute, { params: { placeId: place.id }, body })
    await queries.invalidateQueries({ queryKey: callbacksKey })
    await navigate({ to: '/places/$placeId/callbacks/$drawId', params: { placeId: place.id, drawId: id } })
  }
  return (
    <FormDialog title={t`Chọn mẫu gọi lại`} submitLabel={t`Chọn ngẫu nhiên`} onSubmit={draw} onClose={onClose}>
      <PeriodFields kind={kind} on={on} onKind={setKind} onDay={setOn} />
      <NumberInput
        label={t`Số lượt cần gọi`}
        description={<MarginWord size={Number(size)} />}
        required
        min={1}
        max={largestSample}
        allowDecimal={false}
        value={size}
        onChange={setSize}
      />
      {again && (
        <TextInput
          label={t`Vì sao chọn thêm một mẫu của kỳ này?`}
          description={t`Mẫu trước được giữ lại; lý do hiện cho mọi người xem.`}
          required
          minLength={3}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  )
}

interface PeriodProps {
  kind: DrawPeriodKind
  on: Day | null
  onKind: (kind: DrawPeriodKind) => void
  onDay: (day: Day | null) => void
}

const PeriodFields = ({ kind, on, onKind, onDay }: PeriodProps) => {
  const { t } = useLingui()
  const named = useDrawPeriod()
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t`Kỳ`}
        value={kind}
        onChange={(next) => onKind(next as DrawPeriodKind)}
        data={[
          { value: 'week', label: t`Tuần` },
          { value: 'month', label: t`Tháng` },
          { value: 'quarter', label: t`Quý` },
        ]}
      />
      <DayField label={t`Một ngày trong kỳ`} required value={on} onChange={onDay} />
      <Text size="sm" role="status">
        {on && named({ ...periodOf(kind, on), kind })}
      </Text>
    </Stack>
  )
}

/** What a sample of the size can tell. Every team is drawn from at least once. */
const MarginWord = ({ size }: { size: number }) => {
  const locale = useLocale()
  const margin = size >= 1 ? formatShare(marginOf(size), locale).replace(' %', '') : ''
  return (
    <Trans>
      Nếu hỏi được hết, {size} lượt cho biết tỷ lệ đúng với sai số không quá ±{margin} điểm %. Mỗi tổ có ít nhất một
      lượt.
    </Trans>
  )
}
