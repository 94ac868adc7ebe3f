import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { sensitiveIn } from '#platform/shared/free-text.ts'
import { phoneOf } from '#slices/households/shared/person.ts'

/**
 * A phone number as it is typed. What looks like an identity or card number stays on the screen, goes no further (the
 * saved draft does not hear of it), and the form cannot be sent meanwhile.
 */
export const PhoneInput = (props: { label: string; value: string; onChange: (value: string) => void }) => {
  const { t } = useLingui()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const refusal = typed === null ? '' : t`Số điện thoại không đúng; viết như 0912 345 678, hoặc để trống.`
  useEffect(() => field.current?.setCustomValidity(refusal), [refusal])
  return (
    <TextInput
      ref={field}
      label={props.label}
      size="lg"
      type="tel"
      autoComplete="off"
      maxLength={20}
      value={typed ?? props.value}
      onChange={(event) => {
        const next = event.currentTarget.value
        const held = sensitiveIn(next) !== null && !phoneOf(next)
        setTyped(held ? next : null)
        props.onChange(held ? '' : next)
      }}
    />
  )
}
