import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import type { Day } from '#platform/shared/dates.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { formatDay } from '#platform/web/ui/format.ts'

/** Who decided, by which document. */
export interface Decider {
  office: string
  document: string
  documentDay: Day | null
}

export const nobodyYet = (placeTitle: string): Decider => ({
  office: `Ủy ban nhân dân ${placeTitle}`,
  document: '',
  documentDay: null,
})

/** As one line, which is how decisions keep it; in Vietnamese, whatever the page speaks. */
export const deciderText = ({ office, document, documentDay }: Decider): string =>
  `${office.trim()}, ${document.trim()}${documentDay ? ` ngày ${formatDay(documentDay)}` : ''}`

export const DeciderFields = ({
  values,
  onChange,
}: {
  values: Decider
  onChange: (change: Partial<Decider>) => void
}) => {
  const { t } = useLingui()
  return (
    <>
      <TextInput
        label={t`Cơ quan quyết định`}
        required
        maxLength={120}
        value={values.office}
        onChange={(event) => onChange({ office: event.currentTarget.value })}
      />
      <TextInput
        label={t`Số văn bản`}
        placeholder="Quyết định số 12/QĐ-UBND"
        required
        maxLength={120}
        value={values.document}
        onChange={(event) => onChange({ document: event.currentTarget.value })}
      />
      <DayField
        label={t`Ngày của văn bản`}
        required
        value={values.documentDay}
        onChange={(documentDay) => onChange({ documentDay })}
      />
    </>
  )
}
