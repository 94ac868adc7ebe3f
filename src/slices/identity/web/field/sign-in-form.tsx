import { Trans, useLingui } from '@lingui/react/macro'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
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
        <Button type="submit" size="lg" h={52} loading={busy}>
          <Trans>Đăng nhập</Trans>
        </Button>
      </Stack>
    </form>
  )
}
