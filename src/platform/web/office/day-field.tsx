import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Day } from '#platform/shared/dates.ts'
import { formatDay } from '../ui/format.ts'
import { readDay } from './day-text.ts'

interface Props {
  label: string
  value: Day | null
  onChange: (day: Day | null) => void
  required?: boolean
}

/**
 * A date typed as 05/09/2026. Not the browser's own field: that shows dates in the order of the browser's language, and
 * an office PC in English would read 09/05.
 */
export const DayField = ({ label, value, onChange, required }: Props) => {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value ? formatDay(value) : '')
  const [left, setLeft] = useState(false)
  const wrong = typed !== '' && readDay(typed) === null
  const advice = t`Viết ngày như 05/09/2026.`
  const change = (text: string) => {
    const day = readDay(text)
    setTyped(text)
    // The browser then does not send the form, and says why at the field.
    input.current?.setCustomValidity(text !== '' && day === null ? advice : '')
    onChange(day)
  }
  return (
    <TextInput
      ref={input}
      label={label}
      placeholder={t`ngày/tháng/năm`}
      inputMode="numeric"
      autoComplete="off"
      required={required}
      value={typed}
      error={left && wrong ? advice : undefined}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
    />
  )
}
