import { TextInput } from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import { pinDigits } from '#platform/web/lock/pin.ts'
import classes from './pin-input.module.css'

interface Props {
  label: string
  description?: ReactNode
  value: string
  onChange: (pin: string) => void
  error?: ReactNode
  disabled?: boolean
  ref?: Ref<HTMLInputElement>
}

/** Six digits, hidden, with the keyboard for numbers. */
export const PinInput = ({ onChange, ...props }: Props) => (
  <TextInput
    {...props}
    size="lg"
    required
    withAsterisk={false}
    inputMode="numeric"
    autoComplete="off"
    maxLength={pinDigits}
    classNames={{ input: classes.input, error: classes.error }}
    onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, '').slice(0, pinDigits))}
  />
)
