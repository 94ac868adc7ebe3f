import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type PinProblem, pinProblem } from '#platform/web/lock/pin.ts'
import { PinInput } from './pin-input.tsx'

/** A PIN, twice. @param onPin hands on a PIN that may be used; a rejection is shown as a fault to try again */
export const NewPinForm = ({ onPin }: { onPin: (pin: string) => Promise<void> }) => {
  const { t } = useLingui()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState<PinProblem | 'again' | 'failed' | null>(null)
  const [busy, setBusy] = useState(false)
  const problems: Record<PinProblem | 'again' | 'failed', string> = {
    digits: t`PIN phải có đúng 6 chữ số.`,
    plain: t`PIN này ai cũng thử đầu tiên. Hãy chọn 6 số khác.`,
    date: t`PIN này giống ngày hoặc năm sinh. Hãy chọn 6 số khác.`,
    again: t`Hai lần nhập chưa giống nhau. Hãy nhập lại.`,
    failed: t`Máy chưa khóa được dữ liệu, có thể vì hết chỗ. Việc đã ghi vẫn còn; hãy thử lại.`,
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const problem = pinProblem(pin) ?? (pin === again ? null : 'again')
    setWrong(problem)
    if (problem) return
    setBusy(true)
    try {
      await onPin(pin)
    } catch (error) {
      reportError(error)
      setWrong('failed')
      setBusy(false)
    }
  }
  const ofAgain = wrong === 'again' || wrong === 'failed'
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <PinInput
          label={t`Mã PIN mới, 6 số`}
          value={pin}
          onChange={setPin}
          error={wrong && !ofAgain ? problems[wrong] : null}
        />
        <PinInput
          label={t`Nhập lại mã PIN mới`}
          value={again}
          onChange={setAgain}
          error={wrong && ofAgain ? problems[wrong] : null}
        />
        <Button type="submit" size="lg" h={52} aria-disabled={busy}>
          {busy ? <Trans>Đang khóa dữ liệu…</Trans> : <Trans>Đặt PIN</Trans>}
        </Button>
      </Stack>
    </form>
  )
}
