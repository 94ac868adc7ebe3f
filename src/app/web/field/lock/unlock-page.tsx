import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { askBiometric } from '#platform/web/lock/biometric.ts'
import { type Lock, readTries } from '#platform/web/lock/lock-record.ts'
import { pinDigits } from '#platform/web/lock/pin.ts'
import type { DataKey } from '#platform/web/lock/sealing.ts'
import { openByBiometric, openByPin, waited } from '#platform/web/lock/store-lock.ts'
import { isExhausted, type Tries } from '#platform/web/lock/tries.ts'
import { lockOf, monotonicMs, withStore } from './gate.ts'
import { GatePage } from './gate-page.tsx'
import type { MemberHere } from './members-here.ts'
import { PinInput } from './pin-input.tsx'

interface Props {
  member: MemberHere
  others: readonly MemberHere[]
  /** Something to say first. */
  notice: string | null
  onOpen: (key: DataKey) => Promise<void>
  onForgotten: () => void
  onOther: (account: Id) => void
  onSomebodyElse: () => void
}

/** Somebody's data on this phone, locked. Works without a network. */
export const UnlockPage = (props: Props) => {
  const { t } = useLingui()
  const { account, label } = props.member
  const [lock, setLock] = useState<Lock | null>(null)
  useEffect(() => void lockOf(account).then(setLock), [account])
  return (
    <GatePage title={label ? t`Mở khóa: ${label}` : t`Mở khóa`}>
      {props.notice && <Text role="status">{props.notice}</Text>}
      {lock?.pin && <ByPin {...props} key={account} />}
      {lock?.biometric && <ByBiometric {...props} lock={lock} key={account} />}
      <Stack gap="xs">
        <Button size="lg" variant="subtle" onClick={props.onForgotten}>
          {lock?.biometric ? <Trans>Mở bằng mật khẩu</Trans> : <Trans>Quên mã PIN?</Trans>}
        </Button>
        {props.others.map((other) => (
          <Button key={other.account} size="lg" variant="default" onClick={() => props.onOther(other.account)}>
            <Trans>Mở của {other.label ?? '—'}</Trans>
          </Button>
        ))}
        <Button size="lg" variant="default" onClick={props.onSomebodyElse}>
          <Trans>Người khác đăng nhập</Trans>
        </Button>
      </Stack>
    </GatePage>
  )
}

const ByPin = ({ member: { account }, onOpen, onForgotten }: Props) => {
  const { t } = useLingui()
  const [pin, setPin] = useState('')
  const [tries, setTries] = useTries(account)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const tryPin = async (typed: string) => {
    if (busy) return
    setBusy(true)
    const opening = await withStore(account, (store) => openByPin(store, typed))
    if (opening.end === 'open') return onOpen(opening.key)
    setTries(opening.end === 'locked-out' ? { wrong: Number.POSITIVE_INFINITY, waitMs: 0 } : opening.tries)
    setBusy(false)
    setPin('')
    field.current?.focus()
  }
  const type = (typed: string) => {
    setPin(typed)
    if (typed.length === pinDigits) void tryPin(typed)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (pin.length === pinDigits) void tryPin(pin)
  }
  if (isExhausted(tries)) return <OnlyPassword onForgotten={onForgotten} />
  const waitS = Math.ceil((tries?.waitMs ?? 0) / 1_000)
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PinInput
          ref={field}
          label={t`Mã PIN`}
          description={t`Đủ 6 số là ứng dụng tự mở.`}
          value={pin}
          onChange={type}
          disabled={waitS > 0}
        />
        <div role="status">
          {busy && <Trans>Đang mở…</Trans>}
          {!busy && tries && tries.wrong > 0 && (
            <Text fw={600}>
              <Trans>PIN chưa đúng, lần {tries.wrong} trên 10.</Trans>{' '}
              {waitS > 0 && <Trans>Hãy đợi {waitS} giây, không tắt ứng dụng, rồi thử lại.</Trans>}
            </Text>
          )}
        </div>
        <Button type="submit" size="lg" h={52} aria-disabled={busy || waitS > 0}>
          <Trans>Mở khóa</Trans>
        </Button>
      </Stack>
    </form>
  )
}

const OnlyPassword = ({ onForgotten }: { onForgotten: () => void }) => (
  <Stack gap="md">
    <Text role="alert" fw={600}>
      <Trans>
        Đã sai 10 lần. Dữ liệu vẫn còn nguyên trên máy; muốn mở, hãy đăng nhập bằng mật khẩu khi có mạng rồi đặt PIN
        mới.
      </Trans>
    </Text>
    <Button size="lg" h={52} onClick={onForgotten}>
      <Trans>Đăng nhập bằng mật khẩu</Trans>
    </Button>
  </Stack>
)

const ByBiometric = ({ member: { account }, lock, onOpen }: Props & { lock: Lock }) => {
  const [failed, setFailed] = useState(false)
  const ask = useCallback(async () => {
    const secret = lock.biometric && (await askBiometric(lock.biometric))
    const key = secret && (await withStore(account, (store) => openByBiometric(store, secret)))
    if (key) await onOpen(key)
    else setFailed(true)
  }, [account, lock, onOpen])
  return (
    <Stack gap="md">
      {failed && (
        <Text role="alert" fw={600}>
          <Trans>Máy chưa nhận ra bạn. Hãy thử lại, hoặc mở bằng mật khẩu khi có mạng.</Trans>
        </Text>
      )}
      <Button size="lg" h={52} onClick={() => void ask()}>
        <Trans>Mở bằng vân tay, khuôn mặt</Trans>
      </Button>
    </Stack>
  )
}

const tickMs = 1_000

/** The tries so far; while one must wait, each second with the app open is taken off and kept. */
const useTries = (account: Id) => {
  const [tries, setTries] = useState<Tries | null>(null)
  useEffect(() => void withStore(account, readTries).then(setTries), [account])
  const waiting = (tries?.waitMs ?? 0) > 0
  useEffect(() => {
    if (!waiting) return
    let since = monotonicMs()
    let writing = false
    const tick = async () => {
      if (writing) return
      writing = true
      const now = monotonicMs()
      const passed = now - since
      since = now
      setTries(await withStore(account, (store) => waited(store, passed)))
      writing = false
    }
    const timer = setInterval(() => void tick(), tickMs)
    return () => clearInterval(timer)
  }, [account, waiting])
  return [tries, setTries] as const
}
