import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import type { ProblemBody } from '#platform/shared/problem.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { call, createCall, problemOf } from '#platform/web/api.ts'
import { Mark } from '#platform/web/ui/mark.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { deviceName, SignInForm } from '#slices/identity/web/field/public.ts'
import { acceptInvitationRoute, linkInvitationRoute, openInvitationRoute } from '#slices/teams/shared/routes.ts'

type Opened = OutputOf<typeof openInvitationRoute>
type Accepted = (token: string) => Promise<void>

/** The way in: the code stands behind # in the link, so that it never reaches a server's log. */
export const InvitationPage = ({ onAccepted }: { onAccepted: Accepted }) => {
  const [code, setCode] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const [opened, setOpened] = useState<Opened | null>(null)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const open = useCallback(async (typed: string) => {
    setProblem(null)
    try {
      setOpened(await call(openInvitationRoute, { body: { code: typed } }))
    } catch (error) {
      setProblem(problemOf(error))
    }
  }, [])
  useEffect(() => {
    const given = decodeURIComponent(location.hash.slice(1))
    if (given) void open(given)
  }, [open])
  return (
    <Stack component="main" p="lg" maw={440} mx="auto" gap="lg">
      <Group>
        <Mark size={48} />
        <Title order={1} fz="h2">
          {opened?.purpose === 'password' ? <Trans>Đặt mật khẩu mới</Trans> : <Trans>Vào tổ</Trans>}
        </Title>
      </Group>
      {problem && <ProblemAlert problem={problem} />}
      {opened ? (
        <Invited code={code} opened={opened} onAccepted={onAccepted} />
      ) : (
        <CodeForm code={code} onChange={setCode} onOpen={open} />
      )}
    </Stack>
  )
}

const CodeForm = (props: {
  code: string
  onChange: (code: string) => void
  onOpen: (code: string) => Promise<void>
}) => {
  const { t } = useLingui()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void props.onOpen(props.code)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t`Mã mời`}
          description={t`Mã in trên phiếu, hoặc quét QR bằng máy ảnh.`}
          size="lg"
          required
          autoCapitalize="characters"
          value={props.code}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" h={52}>
          <Trans>Tiếp tục</Trans>
        </Button>
      </Stack>
    </form>
  )
}

const Invited = (props: { code: string; opened: Opened; onAccepted: Accepted }) => {
  const { initial, team, commune, purpose, hasAccount } = props.opened
  if (purpose === 'join')
    return (
      <>
        <Text fz="lg">
          <Trans>
            Mời {initial}. vào {team}, {commune}.
          </Trans>
        </Text>
        {hasAccount ? <LinkAccount {...props} /> : <NewAccount {...props} />}
      </>
    )
  return (
    <>
      <Text fz="lg">
        <Trans>
          Mã này để {initial} ở {team}, {commune} đặt mật khẩu mới. Mật khẩu cũ và các máy khác đang đăng nhập sẽ hết
          hiệu lực.
        </Trans>
      </Text>
      <NewAccount {...props} />
    </>
  )
}

const LinkAccount = ({ code, onAccepted }: { code: string; onAccepted: Accepted }) => (
  <>
    <Text>
      <Trans>Bạn đã có tài khoản. Đăng nhập để nhận lời mời.</Trans>
    </Text>
    <SignInForm
      onSignedIn={async (token) => {
        await createCall(() => token)(linkInvitationRoute, { body: { code } })
        await onAccepted(token)
      }}
    />
  </>
)

const NewAccount = ({ code, opened, onAccepted }: { code: string; opened: Opened; onAccepted: Accepted }) => {
  const { t } = useLingui()
  const [password, setPassword] = useState('')
  const [signInName, setSignInName] = useState('')
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      const named = opened.needsSignInName ? { signInName } : {}
      const { token } = await call(acceptInvitationRoute, {
        body: { code, password, deviceName: deviceName(), ...named },
      })
      await onAccepted(token)
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        {opened.needsSignInName && (
          <TextInput
            label={t`Số điện thoại của bạn`}
            description={t`Dùng để đăng nhập những lần sau.`}
            size="lg"
            required
            inputMode="tel"
            autoComplete="username"
            value={signInName}
            onChange={(event) => setSignInName(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          label={t`Đặt mật khẩu`}
          description={t`Ít nhất ${opened.minimumPassword} ký tự. Không cho ai biết.`}
          size="lg"
          required
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t`Hiện mật khẩu` }}
        />
        {problem && <ProblemAlert problem={problem} />}
        <Button type="submit" size="lg" h={52} loading={busy}>
          {opened.purpose === 'password' ? <Trans>Đổi mật khẩu và đăng nhập</Trans> : <Trans>Vào tổ</Trans>}
        </Button>
      </Stack>
    </form>
  )
}
