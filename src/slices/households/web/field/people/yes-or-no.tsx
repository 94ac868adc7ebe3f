import { useLingui } from '@lingui/react/macro'
import { Chips } from '#platform/web/ui/field/chips.tsx'

/** A question with two answers and none chosen before somebody answers; a second tap takes the answer back. */
export const YesOrNo = (props: {
  label: string
  value: boolean | null
  no?: string
  yes?: string
  onChange: (value: boolean | null) => void
}) => {
  const { t } = useLingui()
  const chosen = props.value === null ? [] : [props.value ? 'yes' : 'no']
  return (
    <Chips
      label={props.label}
      choices={[
        { value: 'yes', label: props.yes ?? t`Đồng ý` },
        { value: 'no', label: props.no ?? t`Không đồng ý` },
      ]}
      selected={chosen}
      onToggle={(answer) => props.onChange(chosen.includes(answer) ? null : answer === 'yes')}
    />
  )
}
