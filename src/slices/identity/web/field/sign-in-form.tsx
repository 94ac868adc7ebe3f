import { Trans, useLingui } from '@lingui/react/macro'
import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ProblemBody } from '#platform/shared/problem.ts'
import { ApiProblem, call, unreachable } from '#platform/web/api.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { signIn } from '#slices/identity/shared/routes.ts'
import { deviceName } from './device-name.ts'

/** Phone number and password; hands on the token of this member on this phone. */
export const SignInForm = ({ onSignedIn }: { onSignedIn: (token: string) => Promise<void> }) => {
  const { t } = useLingui()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      const { token } = await call(signIn, { body: { username, password, device: deviceName() } })
      if (token) await onSignedIn(token)
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.body : unreachable)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <TextInput
          label={t`Số điện thoại`}
          size="lg"
          inputMode="tel"
          autoComplete="username"
          required
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label={t`Mật khẩu`}
          size="lg"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t`Hiện mật khẩu` }}
        />
        {problem && <ProblemAlert problem={problem} />}
        {/* Not Mantine's `loading`: it shows a spinner without words. */}
        <Button type="submit" size="lg" h={52} aria-disabled={busy}>
          {busy ? <Trans>Đang đăng nhập…</Trans> : <Trans>Đăng nhập</Trans>}
        </Button>
        <Text>
          <Trans>
            Quên mật khẩu? Hỏi tổ trưởng; tổ trưởng, tổ phó thì hỏi cán bộ xã. Họ cấp mã để bạn đặt mật khẩu mới. Đổi số
            điện thoại rồi thì đăng nhập bằng số mới.
          </Trans>
        </Text>
      </Stack>
    </form>
  )
}
