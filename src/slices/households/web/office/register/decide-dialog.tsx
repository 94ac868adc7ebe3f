import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import { call } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { defaultLegalBasis, defaultPurpose, defaultRetentionMonths } from '#slices/households/shared/consent-text.ts'
import { decideSwitchRoute } from '#slices/households/shared/switch-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { type Decider, DeciderFields, deciderText, nobodyYet } from './decider-fields.tsx'
import type { SwitchAnswer } from './switch-queries.ts'

interface Props {
  answer: SwitchAnswer
  on: boolean
  onClose: () => void
}

/** A decision on the register. Switching off says first what happens to those who stand in it. */
export const DecideDialog = ({ answer, on, onClose }: Props) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const form = useDecision(answer)
  const { values, set } = form
  const submit = async () => {
    await call(decideSwitchRoute, { params: { placeId: place.id }, body: form.body(on) })
    await queries.invalidateQueries({ queryKey: ['register', place.id] })
    notify(on ? t`Đã ghi quyết định về sổ hộ dân` : t`Đã ghi quyết định tắt sổ`)
  }
  return (
    <FormDialog
      title={on ? t`Quyết định về sổ hộ dân` : t`Tắt sổ hộ dân`}
      submitLabel={on ? t`Ghi quyết định` : t`Tắt sổ`}
      onSubmit={submit}
      onClose={onClose}
    >
      {on ? <Texts form={form} /> : <WhatHappens persons={answer.persons} months={values.retentionMonths} />}
      <DeciderFields values={values} onChange={set} />
      <DayField
        label={t`Áp dụng từ ngày`}
        required
        value={values.validFrom}
        onChange={(validFrom) => set({ validFrom: validFrom ?? '' })}
      />
      <TextInput
        label={t`Ghi chú`}
        maxLength={500}
        value={values.remark}
        onChange={(event) => set({ remark: event.currentTarget.value })}
      />
    </FormDialog>
  )
}

interface Values extends Decider {
  purpose: string
  legalBasis: string
  retentionMonths: number
  validFrom: Day
  remark: string
}

const useDecision = (answer: SwitchAnswer) => {
  const place = usePlace()
  const last = answer.versions[0]
  const [values, setValues] = useState<Values>({
    purpose: last?.purpose ?? defaultPurpose,
    legalBasis: last?.legalBasis ?? defaultLegalBasis,
    retentionMonths: last?.retentionMonths ?? defaultRetentionMonths,
    ...nobodyYet(place.title),
    validFrom: dayInVietnam(Date.now()),
    remark: '',
  })
  const { office, document, documentDay, remark, ...rest } = values
  const decidedBy = deciderText({ office, document, documentDay })
  return {
    values,
    set: (change: Partial<Values>) => setValues((before) => ({ ...before, ...change })),
    body: (on: boolean) => ({ ...rest, after: last?.version ?? 0, on, decidedBy, remark: remark.trim() || null }),
  }
}

type Form = ReturnType<typeof useDecision>

const Texts = ({ form: { values, set } }: { form: Form }) => {
  const { t } = useLingui()
  return (
    <>
      <Textarea
        label={t`Mục đích`}
        description={t`Được đọc cho người dân nghe: viết ngắn, dễ hiểu.`}
        required
        autosize
        minRows={3}
        maxLength={2000}
        value={values.purpose}
        onChange={(event) => set({ purpose: event.currentTarget.value })}
      />
      <Textarea
        label={t`Căn cứ pháp lý`}
        required
        autosize
        maxLength={1000}
        value={values.legalBasis}
        onChange={(event) => set({ legalBasis: event.currentTarget.value })}
      />
      <NumberInput
        label={t`Giữ thêm bao nhiêu tháng`}
        description={t`Sau khi người dân rút đồng ý hoặc chuyển đi, việc dùng dừng ngay; hết số tháng này thì xóa hẳn.`}
        required
        min={0}
        max={120}
        allowDecimal={false}
        value={values.retentionMonths}
        onChange={(months) => set({ retentionMonths: Number(months) })}
      />
    </>
  )
}

const WhatHappens = ({ persons, months }: Pick<SwitchAnswer, 'persons'> & { months: number }) => {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <Alert color="orange" title={t`Điều gì xảy ra`}>
      <Stack gap="xs">
        <Text size="sm">
          <Trans>
            {formatNumber(persons.present, locale)} người ở {formatNumber(persons.doors, locale)} hộ biến khỏi điện
            thoại của {formatNumber(persons.teams, locale)} tổ ở lần liên lạc tới. Hộ và lượt hướng dẫn vẫn còn, không
            có tên.
          </Trans>
        </Text>
        <Text size="sm">
          <Trans>
            Bật lại trước {months} tháng thì mọi người trở lại như cũ. Quá hạn, tên và thông tin bị xóa hẳn, không lấy
            lại được.
          </Trans>
        </Text>
      </Stack>
    </Alert>
  )
}
