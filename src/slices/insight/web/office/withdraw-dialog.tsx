import { Trans, useLingui } from '@lingui/react/macro'
import { Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { type DeclaredOfPlace, declareRoute, withdrawDeclaredRoute } from '#slices/insight/shared/declared.ts'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import { readDeclaredAgain } from './declared-queries.ts'
import { usePeriodOfDeclared } from './declared-table.tsx'
import { useMeasureNames } from './measure-names.ts'

/** Takes a declared figure back; the notice offers to declare it again. */
export const WithdrawDialog = (props: { place: PlaceDetails; figure: DeclaredOfPlace; onClose: () => void }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const queries = useQueryClient()
  const { figure } = props
  const [reason, setReason] = useState('')
  const name = useMeasureNames()(figure.measure)
  const when = usePeriodOfDeclared()(figure)
  const params = { placeId: props.place.id }
  const { measure, day, amount, source } = figure
  const undo = () =>
    void call(declareRoute, { params, body: { measure, day, amount, source } }).then(() => readDeclaredAgain(queries))
  const submit = async () => {
    await call(withdrawDeclaredRoute, { params, body: { measure, day, reason } })
    await readDeclaredAgain(queries)
    notify(t`Đã rút ${name}, ${when}.`, undo)
  }
  return (
    <FormDialog title={t`Rút số khai báo`} submitLabel={t`Rút`} onSubmit={submit} onClose={props.onClose}>
      <Text>
        <Trans>
          {name}, {when}: {formatNumber(amount, locale)}. Số này sẽ không còn tính ở đâu; nó vẫn nằm trong “Đã sửa, đã
          rút”.
        </Trans>
      </Text>
      <TextInput
        label={t`Lý do`}
        required
        minLength={3}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
