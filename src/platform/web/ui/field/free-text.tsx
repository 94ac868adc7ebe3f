import { useLingui } from '@lingui/react/macro'
import { Text, Textarea, TextInput, VisuallyHidden } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { type Sensitive, sensitiveIn } from '../../../shared/free-text.ts'

/** Said while typing where something stands that nobody may keep; nothing when all is well. */
export const FreeTextWarning = ({ text, id }: { text: string; id?: string }) => {
  const { t } = useLingui()
  const words: Record<Sensitive, string> = {
    'identity-number': t`Có vẻ là số căn cước. Hãy xóa đi: không ghi vào đây và không được lưu.`,
    'card-number': t`Có vẻ là số thẻ. Hãy xóa đi: không ghi vào đây và không được lưu.`,
    password: t`Có vẻ là mật khẩu hoặc mã xác nhận. Hãy xóa đi: không ghi vào đây và không được lưu.`,
  }
  const found = sensitiveIn(text)
  return (
    <Text id={id} role="status" fw={600} c="red.8" mt={found ? 4 : 0}>
      {found ? words[found] : <VisuallyHidden />}
    </Text>
  )
}

/**
 * A field for a few words in plain typing, so that a keyboard's voice input works as anywhere else. What must not be kept
 * never leaves the field: `onChange` (and with it the draft) does not hear of it, and the form cannot be sent meanwhile.
 */
export const FreeText = (props: {
  label: string
  value: string | null
  onChange: (value: string | null) => void
  description?: string
  maxLength: number
  lines?: number
  required?: boolean
}) => {
  const { t } = useLingui()
  const { value, onChange, lines = 1, ...shown } = props
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const warning = useId()
  const text = typed ?? value ?? ''
  const refused = sensitiveIn(text) !== null
  const refusal = refused ? t`Hãy xóa số hoặc mật khẩu trước khi lưu.` : ''
  useEffect(() => field.current?.setCustomValidity(refusal), [refusal])
  const common = {
    ...shown,
    ref: field,
    size: 'lg',
    lang: 'vi',
    autoCapitalize: 'sentences',
    autoComplete: 'off',
    inputMode: 'text',
    value: text,
    'aria-invalid': refused,
    'aria-describedby': warning,
    onChange: (event: { currentTarget: { value: string } }) => {
      const next = event.currentTarget.value
      const held = sensitiveIn(next) !== null
      setTyped(held ? next : null)
      if (!held) onChange(next || null)
    },
  } as const
  return (
    <div>
      {lines > 1 ? <Textarea {...common} autosize minRows={lines} /> : <TextInput {...common} />}
      <FreeTextWarning id={warning} text={text} />
    </div>
  )
}
