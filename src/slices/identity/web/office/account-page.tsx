import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Paper, PasswordInput, Stack, Table, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, problemOf } from '#platform/web/api.ts'
import { OfficePage } from '#platform/web/office/page.tsx'
import { Tag } from '#platform/web/office/tag.tsx'
import { formatInstant } from '#platform/web/ui/format.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { changePassword, endOtherSessions, endSession, listSessions } from '#slices/identity/shared/routes.ts'
import { meQuery } from './me-query.ts'

/** One's own account: password, and the devices on which one is signed in. */
export const AccountPage = () => {
  const { t } = useLingui()
  const { data: me } = useQuery(meQuery)
  return (
    <OfficePage title={t`Tài khoản của tôi`}>
      {me?.mustChangePassword && (
        <Alert color="yellow">
          <Trans>Đây là mật khẩu lần đầu. Hãy đổi mật khẩu rồi mới dùng tiếp được.</Trans>
        </Alert>
      )}
      <PasswordForm shortest={me?.minimumPassword ?? 0} />
      {!me?.mustChangePassword && <Sessions />}
    </OfficePage>
  )
}

const PasswordForm = ({ shortest }: { shortest: number }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => call(changePassword, { body: { current, next } }),
    onSuccess: () => {
      setCurrent('')
      setNext('')
      return queries.invalidateQueries()
    },
  })
  return (
    <Paper
      component="form"
      withBorder
      p="md"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <Stack>
        <Title order={2} fz="h3">
          <Trans>Đổi mật khẩu</Trans>
        </Title>
        <PasswordInput
          label={t`Mật khẩu hiện tại`}
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t`Hiện mật khẩu hiện tại` }}
        />
        <PasswordInput
          label={t`Mật khẩu mới`}
          description={t`Ít nhất ${shortest} ký tự. Đổi xong, các thiết bị khác phải đăng nhập lại.`}
          autoComplete="new-password"
          required
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t`Hiện mật khẩu mới` }}
        />
        {change.error && <ProblemAlert problem={problemOf(change.error)} />}
        {change.isSuccess && (
          <Text role="status">
            <Trans>Đã đổi mật khẩu.</Trans>
          </Text>
        )}
        <Button type="submit" loading={change.isPending} style={{ alignSelf: 'start' }}>
          <Trans>Đổi mật khẩu</Trans>
        </Button>
      </Stack>
    </Paper>
  )
}

const sessionsKey = ['sessions']

const Sessions = () => {
  const queries = useQueryClient()
  const sessions = useQuery({ queryKey: sessionsKey, queryFn: () => call(listSessions, {}) })
  const refresh = () => queries.invalidateQueries({ queryKey: sessionsKey })
  const end = useMutation({
    mutationFn: (sessionId: string) => call(endSession, { params: { sessionId } }),
    onSettled: refresh,
  })
  const endOthers = useMutation({ mutationFn: () => call(endOtherSessions, {}), onSettled: refresh })
  const failed = sessions.error ?? end.error ?? endOthers.error
  return (
    <Paper withBorder p="md">
      <Stack>
        <Title order={2} fz="h3">
          <Trans>Thiết bị đang đăng nhập</Trans>
        </Title>
        {failed && <ProblemAlert problem={problemOf(failed)} />}
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Trans>Thiết bị</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>Dùng lần cuối</Trans>
              </Table.Th>
              <Table.Th ta="right">
                <Trans>Việc</Trans>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sessions.data?.sessions.map((session) => (
              <Table.Tr key={session.id}>
                <Table.Td>{session.device}</Table.Td>
                <Table.Td>{formatInstant(Date.parse(session.usedAt))}</Table.Td>
                <Table.Td ta="right">
                  {session.current ? (
                    <Tag>
                      <Trans>máy này</Trans>
                    </Tag>
                  ) : (
                    <Button size="xs" variant="default" onClick={() => end.mutate(session.id)}>
                      <Trans>Kết thúc</Trans>
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {(sessions.data?.sessions.length ?? 0) > 1 && (
          <Button variant="default" onClick={() => endOthers.mutate()} style={{ alignSelf: 'start' }}>
            <Trans>Kết thúc mọi thiết bị khác</Trans>
          </Button>
        )}
      </Stack>
    </Paper>
  )
}
