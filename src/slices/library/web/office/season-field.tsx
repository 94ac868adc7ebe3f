import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { readDay } from '#platform/web/office/day-text.ts'

interface Props {
  label: string
  /** 'MM-DD'. */
  value: string | null
  onChange: (day: string | null) => void
}

/** A day of every year, typed as 15/05. */
export const SeasonField = ({ label, value, onChange }: Props) => {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value?.split('-').reverse().join('/') ?? '')
  const change = (text: string) => {
    // A leap year, so that 29/02 is a day.
    const day = readDay(`${text}/2024`)?.slice(5) ?? null
    setTyped(text)
    input.current?.setCustomValidity(text !== '' && day === null ? t`Viết ngày và tháng như 15/05.` : '')
    onChange(day)
  }
  return (
    <TextInput
      ref={input}
      label={label}
      placeholder={t`ngày/tháng`}
      inputMode="numeric"
      autoComplete="off"
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
