import { Trans, useLingui } from '@lingui/react/macro'
import { Radio, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import {
  type CallbackItem,
  type CallbackResult,
  callbackResults,
  recordResultRoute,
} from '#slices/verification/shared/callback.ts'
import { callbacksKey } from './callback-queries.ts'
import { resultWords, useItemTitle } from './callback-words.ts'

interface Props {
  drawId: Id
  item: CallbackItem
  onClose: () => void
}

/** What was answered about one visit. */
export const ResultDialog = ({ drawId, item, onClose }: Props) => {
  const { t, i18n } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [result, setResult] = useState<CallbackResult | null>(item.result)
  const [on, setOn] = useState<Day | null>(() => dayInVietnam(Date.now()))
  const [note, setNote] = useState(item.note ?? '')
  const title = useItemTitle()(item)
  const record = async () => {
    if (!result || !on) return
    const params = { placeId: place.id, drawId, itemId: item.id }
    await call(recordResultRoute, { params, body: { result, on, note: note.trim() || null } })
    notify(t`Đã ghi kết quả: ${title}.`)
    await queries.invalidateQueries({ queryKey: callbacksKey })
  }
  return (
    <FormDialog title={title} submitLabel={t`Ghi`} onSubmit={record} onClose={onClose}>
      <Text size="sm">
        <Trans>
          {item.team} ghi đã hướng dẫn {item.people} người ngày {formatDay(item.day)}.
        </Trans>
      </Text>
      <Radio.Group
        label={t`Người nhà trả lời thế nào?`}
        required
        value={result ?? ''}
        onChange={(value) => setResult(value as CallbackResult)}
      >
        <Stack gap="xs" mt="xs">
          {callbackResults.map((code) => (
            <Radio key={code} value={code} label={i18n._(resultWords[code])} required />
          ))}
        </Stack>
      </Radio.Group>
      <DayField label={t`Ngày hỏi`} required value={on} onChange={setOn} />
      <TextInput
        label={t`Ghi chú (không ghi tên, số điện thoại hay số giấy tờ)`}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
