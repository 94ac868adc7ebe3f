import { Trans } from '@lingui/react/macro'
import { UnstyledButton } from '@mantine/core'
import { IconCheck, IconDots } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './chips.module.css'

export interface ChipChoice<Value extends string> {
  value: Value
  label: string
  icon?: ReactNode
}

/**
 * Large chips, each with its word. `selected` holds the chosen values; a tap calls `onToggle` and the owner decides
 * whether one or several may be chosen. The mark of choice is a tick besides the colour. Of a long list the first `most`
 * are shown, and whatever is chosen; the rest is one tap away.
 */
export const Chips = <Value extends string>(props: {
  label: string
  choices: readonly ChipChoice<Value>[]
  selected: readonly Value[]
  onToggle: (value: Value) => void
  most?: number
}) => {
  const { choices, selected, most = Number.POSITIVE_INFINITY } = props
  const [all, setAll] = useState(false)
  const shown = all ? choices : choices.filter(({ value }, index) => index < most || selected.includes(value))
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{props.label}</legend>
      {shown.map((choice) => (
        <Chip
          key={choice.value}
          choice={choice}
          on={selected.includes(choice.value)}
          onTap={() => props.onToggle(choice.value)}
        />
      ))}
      {shown.length < choices.length && (
        <UnstyledButton className={classes.chip} onClick={() => setAll(true)}>
          <IconDots size={20} aria-hidden />
          <Trans>{choices.length - shown.length} mục khác</Trans>
        </UnstyledButton>
      )}
    </fieldset>
  )
}

const Chip = ({ choice, on, onTap }: { choice: ChipChoice<string>; on: boolean; onTap: () => void }) => (
  <UnstyledButton className={classes.chip} aria-pressed={on} onClick={onTap}>
    {on ? <IconCheck size={20} aria-hidden /> : choice.icon}
    <span>{choice.label}</span>
  </UnstyledButton>
)
