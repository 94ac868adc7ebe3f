import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call, problemOf } from '#platform/web/api.ts'
import { Mark } from '#platform/web/ui/mark.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { signIn } from '#slices/identity/shared/routes.ts'
import { meQuery } from './me-query.ts'

/** The office's door; leads back to where one wanted to go. */
export const SignInPage = () => {
  const { t } = useLingui()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { back } = useSearch({ from: '/sign-in' })
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => call(signIn, { body: { username, password } }),
    onSuccess: async ({ mustChangePassword }) => {
      queries.removeQueries({ queryKey: meQuery.queryKey })
      await navigate({ href: mustChangePassword ? '/account' : safePath(back) })
    },
  })
  return (
    <Stack component="main" align="center" pt="12vh" px="md">
      <Group>
        <Mark size={52} />
        <div>
          <Title order={1} fz="h2">
            Từng Nhà
          </Title>
          <Text c="dimmed">
            <Trans>Đi từng ngõ, gõ từng nhà, hướng dẫn từng người.</Trans>
          </Text>
        </div>
      </Group>
      <Paper
        component="form"
        withBorder
        p="lg"
        w="100%"
        maw={400}
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={t`Số điện thoại hoặc tên đăng nhập`}
            autoComplete="username"
            required
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            label={t`Mật khẩu`}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t`Hiện mật khẩu` }}
          />
          {enter.error && <ProblemAlert problem={problemOf(enter.error)} />}
          <Button type="submit" loading={enter.isPending}>
            <Trans>Đăng nhập</Trans>
          </Button>
        </Stack>
      </Paper>
      <Text size="sm" maw={400} ta="center">
        <Trans>Quên mật khẩu? Hãy hỏi người quản trị tài khoản nơi bạn làm việc: họ cấp cho bạn mật khẩu mới.</Trans>
      </Text>
      <Anchor href="/app/">
        <Trans>Thành viên tổ? Mở ứng dụng trên điện thoại</Trans>
      </Anchor>
    </Stack>
  )
}

/** Only a path of our own: a sign-in link must not lead to somebody else's page. */
const safePath = (back: string | undefined): string =>
  back?.startsWith('/') && !back.startsWith('//') && !back.includes('\\') ? back : '/'
