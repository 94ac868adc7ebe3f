import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { askBiometric, makeBiometricKey, mayBeBiometric } from '#platform/web/lock/biometric.ts'
import type { Lock } from '#platform/web/lock/lock-record.ts'
import { backToPin, changeLock } from '#platform/web/lock/store-lock.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { lockOf, monotonicMs, withStore } from './gate.ts'
import { useAppLock } from './lock-context.ts'
import { membersHere } from './members-here.ts'
import { NewPinForm } from './new-pin-form.tsx'
import { PinInput } from './pin-input.tsx'

/** How this member's data is locked on this phone: lock now, another PIN, fingerprint instead of it. */
export const LockPage = () => {
  const { t } = useLingui()
  const { account, lockNow } = useAppLock()
  const [lock, setLock] = useState<Lock | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const read = useCallback(() => lockOf(account).then(setLock), [account])
  useEffect(() => void read(), [read])
  const done = (sentence: string) => {
    setSaid(sentence)
    void read()
  }
  return (
    <Page title={t`Khóa ứng dụng`} back>
      <Text>
        <Trans>
          Ứng dụng tự khóa khi tắt, và khi bạn rời nó quá 10 phút. Khóa rồi thì người dùng chung máy mở được phần của
          họ.
        </Trans>
      </Text>
      <Button size="lg" onClick={lockNow}>
        <Trans>Khóa ngay</Trans>
      </Button>
      <Text role="status" fw={600}>
        {said}
      </Text>
      {lock?.pin && <ChangePin onDone={() => done(t`Đã đổi PIN.`)} />}
      {lock?.pin && <TurnOnBiometric onDone={() => done(t`Từ nay mở bằng vân tay, khuôn mặt.`)} />}
      {lock?.biometric && <BackToPin lock={lock} onDone={() => done(t`Từ nay mở bằng PIN.`)} />}
    </Page>
  )
}

/** The present PIN, then what comes instead. */
const WithPresentPin = (props: { action: string; onPin: (pin: string) => Promise<string | null> }) => {
  const { t } = useLingui()
  const [pin, setPin] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setWrong(await props.onPin(pin))
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <PinInput label={t`Mã PIN đang dùng`} value={pin} onChange={setPin} error={wrong} />
        <Button type="submit" size="lg" variant="default" aria-disabled={busy}>
          {props.action}
        </Button>
      </Stack>
    </form>
  )
}

const ChangePin = ({ onDone }: { onDone: () => void }) => {
  const { t } = useLingui()
  const { account } = useAppLock()
  const [open, setOpen] = useState(false)
  const [next, setNext] = useState<string | null>(null)
  const change = async (pin: string) => {
    const changed = await withStore(account, (store) => changeLock(store, pin, { pin: next ?? '', monotonicMs }))
    if (!changed) return t`PIN đang dùng chưa đúng.`
    setOpen(false)
    setNext(null)
    onDone()
    return null
  }
  if (!open)
    return (
      <Button size="lg" variant="default" onClick={() => setOpen(true)}>
        <Trans>Đổi PIN</Trans>
      </Button>
    )
  if (next === null) return <NewPinForm onPin={async (pin) => setNext(pin)} />
  return <WithPresentPin action={t`Đổi PIN`} onPin={change} />
}

const TurnOnBiometric = ({ onDone }: { onDone: () => void }) => {
  const { t } = useLingui()
  const { account } = useAppLock()
  const [possible, setPossible] = useState(false)
  const [open, setOpen] = useState(false)
  useEffect(() => void mayBeBiometric().then(setPossible), [])
  const turnOn = async (pin: string) => {
    const label = membersHere().find((member) => member.account === account)?.label ?? 'Từng Nhà'
    const key = await makeBiometricKey(label)
    if (!key) return t`Máy này chưa làm được việc đó, hoặc bạn đã bỏ qua. PIN vẫn dùng như cũ.`
    if (!(await withStore(account, (store) => changeLock(store, pin, key)))) return t`PIN đang dùng chưa đúng.`
    onDone()
    return null
  }
  if (!possible) return null
  return (
    <Stack gap="sm">
      <Title order={2} fz={20}>
        <Trans>Mở khóa bằng vân tay, khuôn mặt</Trans>
      </Title>
      <Text>
        <Trans>
          An toàn hơn PIN: bản sao dữ liệu lấy khỏi máy không mở được. Khi bật, PIN thôi dùng; máy không nhận ra bạn thì
          cần mạng để đăng nhập bằng mật khẩu.
        </Trans>
      </Text>
      {open ? (
        <WithPresentPin action={t`Bật`} onPin={turnOn} />
      ) : (
        <Button size="lg" variant="default" onClick={() => setOpen(true)}>
          <Trans>Bật vân tay, khuôn mặt</Trans>
        </Button>
      )}
    </Stack>
  )
}

const BackToPin = ({ lock, onDone }: { lock: Lock; onDone: () => void }) => {
  const { account } = useAppLock()
  const [open, setOpen] = useState(false)
  const [refused, setRefused] = useState(false)
  const change = async (pin: string) => {
    const secret = lock.biometric && (await askBiometric(lock.biometric))
    const changed = secret && (await withStore(account, (store) => backToPin(store, secret, { pin, monotonicMs })))
    setOpen(false)
    if (changed) onDone()
    else setRefused(true)
  }
  return (
    <Stack gap="sm">
      {refused && (
        <Text role="alert" fw={600}>
          <Trans>Máy chưa nhận ra bạn, nên chưa đổi gì. Hãy thử lại.</Trans>
        </Text>
      )}
      {open ? (
        <NewPinForm onPin={change} />
      ) : (
        <Button size="lg" variant="default" onClick={() => setOpen(true)}>
          <Trans>Trở lại dùng PIN</Trans>
        </Button>
      )}
    </Stack>
  )
}
