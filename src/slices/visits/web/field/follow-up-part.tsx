import { useLingui } from '@lingui/react/macro'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import type { VisitDraft } from '#slices/visits/shared/visit.ts'

/** When to come again, told in days: the phone's calendar may be wrong. */
export const FollowUpPart = (props: { draft: VisitDraft; onChange: (changes: Partial<VisitDraft>) => void }) => {
  const { t } = useLingui()
  const { followUpInDays } = props.draft
  const choices = [
    { value: '1', label: t`Ngày mai` },
    { value: '3', label: t`3 ngày nữa` },
    { value: '7', label: t`Tuần sau` },
    { value: '14', label: t`2 tuần nữa` },
    { value: '30', label: t`Tháng sau` },
  ]
  return (
    <Chips
      label={t`Hẹn lại`}
      choices={choices}
      selected={followUpInDays === null ? [] : [String(followUpInDays)]}
      onToggle={(days) => props.onChange({ followUpInDays: Number(days) === followUpInDays ? null : Number(days) })}
    />
  )
}
