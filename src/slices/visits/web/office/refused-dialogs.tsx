import { Trans, useLingui } from '@lingui/react/macro'
import { Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { usePlace } from '#slices/places/web/office/public.ts'
import { TeamPicker } from '#slices/teams/web/office/public.ts'
import { giveRefusedRoute, type RefusedWork, withdrawRefusedRoute } from '#slices/visits/shared/refused.ts'

interface Props {
  work: RefusedWork
  onClose: () => void
}

/** A team is asked to record it again, or to withdraw it. */
export const GiveRefusedDialog = ({ work, onClose }: Props) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [toTeam, setToTeam] = useState<Id | null>(work.teamId)
  const [note, setNote] = useState('')
  const give = async () => {
    if (!toTeam) return
    const params = { placeId: place.id, commandId: work.id }
    await call(giveRefusedRoute, { params, body: { toTeam, note: note.trim() || null } })
    notify(t`Đã giao việc cho tổ.`)
    await queries.invalidateQueries({ queryKey: ['refused', place.id] })
  }
  return (
    <FormDialog title={t`Giao việc bị từ chối cho tổ`} submitLabel={t`Giao`} onSubmit={give} onClose={onClose}>
      <Text>
        <Trans>Tổ trưởng thấy việc này trên điện thoại (Thêm › Việc của tổ cần xử lý), ghi lại hoặc bỏ.</Trans>
      </Text>
      <TeamPicker communeId={place.id} value={toTeam} onChange={setToTeam} />
      <Textarea
        label={t`Dặn thêm`}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** It is given up for good; the reason stays on record. */
export const WithdrawRefusedDialog = ({ work, onClose }: Props) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const withdraw = async () => {
    const params = { placeId: place.id, commandId: work.id }
    await call(withdrawRefusedRoute, { params, body: { reason: reason.trim() } })
    notify(t`Đã bỏ việc này.`)
    await queries.invalidateQueries({ queryKey: ['refused', place.id] })
  }
  return (
    <FormDialog title={t`Bỏ việc bị từ chối`} submitLabel={t`Bỏ việc này`} onSubmit={withdraw} onClose={onClose}>
      <Text>
        <Trans>Việc này sẽ không được ghi. Lý do được lưu lại.</Trans>
      </Text>
      <Textarea
        label={t`Lý do`}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
