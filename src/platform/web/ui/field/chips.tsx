import { UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './chips.module.css'

export interface ChipChoice<Value extends string> {
  value: Value
  label: string
  icon?: ReactNode
}

/**
 * Large chips, each with its word. `selected` holds the chosen values; a tap calls `onToggle` and the owner decides
 * whether one or several may be chosen. The mark of choice is a tick besides the colour.
 */
export const Chips = <Value extends string>(props: {
  label: string
  choices: readonly ChipChoice<Value>[]
  selected: readonly Value[]
  onToggle: (value: Value) => void
}) => (
  <fieldset className={classes.group}>
    <legend className={classes.legend}>{props.label}</legend>
    {props.choices.map((choice) => {
      const on = props.selected.includes(choice.value)
      return (
        <UnstyledButton
          key={choice.value}
          className={classes.chip}
          aria-pressed={on}
          onClick={() => props.onToggle(choice.value)}
        >
          {on ? <IconCheck size={20} aria-hidden /> : choice.icon}
          <span>{choice.label}</span>
        </UnstyledButton>
      )
    })}
  </fieldset>
)
