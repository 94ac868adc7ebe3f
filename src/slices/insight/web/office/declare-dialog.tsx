import { Trans, useLingui } from '@lingui/react/macro'
import { NumberInput, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Day } from '#platform/shared/dates.ts'
import { call } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { type DeclaredOfPlace, declarable, declareRoute } from '#slices/insight/shared/declared.ts'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import { DeclarableField, DeclaredDayField } from './declare-fields.tsx'
import { readDeclaredAgain } from './declared-queries.ts'
import { indicatorsQuery } from './insight-queries.ts'
import { useMeasureNames } from './measure-names.ts'

interface Form {
  measure: string | null
  day: Day | null
  amount: number | null
  source: string
  reason: string
}

interface Props {
  place: PlaceDetails
  /** What is declared already: where the entered one would replace another, a reason is asked. */
  figures: readonly DeclaredOfPlace[]
  /** The one to correct; absent: a new one. */
  figure?: DeclaredOfPlace
  onClose: () => void
}

export const DeclareDialog = ({ place, figures, figure, onClose }: Props) => {
  const { t } = useLingui()
  const locale = useLocale()
  const queries = useQueryClient()
  const nameOf = useMeasureNames()
  const [form, setForm] = useState<Form>(() => ({
    measure: figure?.measure ?? null,
    day: figure?.day ?? null,
    amount: figure?.amount ?? null,
    source: figure?.source ?? '',
    reason: '',
  }))
  const set = (change: Partial<Form>) => setForm({ ...form, ...change })
  const kind = useKindOf(form.measure)
  const replaced = figures.find(
    ({ measure, day, formerUnit }) => measure === form.measure && day === form.day && !formerUnit,
  )
  const submit = async () => {
    const { measure, day, amount, source, reason } = form
    if (measure === null || day === null || amount === null) return
    const body = { measure, day, amount, source, ...(replaced && { reason }) }
    await call(declareRoute, { params: { placeId: place.id }, body })
    await readDeclaredAgain(queries)
    notify(t`Đã ghi số khai báo: ${nameOf(measure)} ${formatNumber(amount, locale)}.`)
  }
  return (
    <FormDialog
      title={figure ? t`Sửa số khai báo` : t`Khai báo số liệu`}
      submitLabel={t`Lưu`}
      onSubmit={submit}
      onClose={onClose}
    >
      {figure ? (
        <Text fw={600}>{nameOf(figure.measure)}</Text>
      ) : (
        <DeclarableField value={form.measure} onChange={(measure) => set({ measure, day: null })} />
      )}
      {kind && <DeclaredDayField key={kind} kind={kind} value={form.day} onChange={(day) => set({ day })} />}
      <NumberInput
        label={t`Số`}
        required
        min={0}
        max={1_000_000_000}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        thousandSeparator={locale === 'en' ? ',' : '.'}
        decimalSeparator={locale === 'en' ? '.' : ','}
        value={form.amount ?? ''}
        onChange={(amount) => set({ amount: amount === '' ? null : Number(amount) })}
      />
      <TextInput
        label={t`Nguồn`}
        description={t`Số và ngày của báo cáo hoặc văn bản. Ví dụ: Báo cáo 45/BC-UBND ngày 05/07/2026.`}
        required
        minLength={3}
        maxLength={300}
        value={form.source}
        onChange={(event) => set({ source: event.currentTarget.value })}
      />
      {replaced && (
        <>
          <Text size="sm">
            <Trans>Đang có {formatNumber(replaced.amount, locale)}; số đó sẽ được giữ trong “Đã sửa, đã rút”.</Trans>
          </Text>
          <TextInput
            label={t`Lý do sửa`}
            required
            minLength={3}
            maxLength={300}
            value={form.reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
        </>
      )}
    </FormDialog>
  )
}

const useKindOf = (measure: string | null): 'flow' | 'stock' | undefined =>
  useQuery(indicatorsQuery)
    .data?.indicators.map(declarable)
    .find((one) => one?.measure === measure)?.kind
