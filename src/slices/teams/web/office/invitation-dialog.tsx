import { Trans, useLingui } from '@lingui/react/macro'
import { Button, CopyButton, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { OutputOf } from '#platform/shared/route.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { formatInstant } from '#platform/web/ui/format.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { invitePasswordRoute, inviteRoute, type MemberLine } from '#slices/teams/shared/routes.ts'
import { usePrintPasswordSlip } from './slips.tsx'
import type { TeamDetails } from './team-queries.ts'

interface Props {
  team: TeamDetails
  member: MemberLine
  onClose: () => void
}

/** Invites a member on the spot: QR, link and code are shown once and kept nowhere. */
export const InvitationDialog = ({ team, member, onClose }: Props) => {
  const { t } = useLingui()
  return (
    <CodeDialog
      team={team}
      title={t`Mời ${member.name}`}
      explanation={<Trans>Lời mời dùng một lần. Lời mời trước của người này sẽ hết hiệu lực.</Trans>}
      button={<Trans>Tạo lời mời</Trans>}
      make={() => call(inviteRoute, { params: { teamId: team.id }, body: { membershipId: member.id } })}
      onClose={onClose}
    />
  )
}

/** For who forgot the password: the same, and on paper. */
export const PasswordDialog = ({ team, member, onClose }: Props) => {
  const { t } = useLingui()
  const print = usePrintPasswordSlip(team.id, member.id)
  const params = { teamId: team.id, membershipId: member.id }
  return (
    <CodeDialog
      team={team}
      title={t`Mật khẩu mới cho ${member.name}`}
      explanation={
        <Trans>
          Người này dùng mã để tự đặt mật khẩu mới. Khi đó mật khẩu cũ và mọi máy đang đăng nhập hết hiệu lực; việc đã
          ghi trên máy vẫn còn. Chỉ trao mã tận tay hoặc gửi riêng: ai có mã thì vào được tài khoản.
        </Trans>
      }
      button={<Trans>Tạo mã</Trans>}
      make={() => call(invitePasswordRoute, { params })}
      onClose={onClose}
    >
      <Button
        variant="default"
        loading={print.isPending}
        onClick={() => print.mutate({ name: t`Phiếu mật khẩu ${member.name}.pdf` })}
      >
        <Trans>In phiếu (PDF)</Trans>
      </Button>
    </CodeDialog>
  )
}

interface CodeProps {
  team: TeamDetails
  title: string
  explanation: ReactNode
  button: ReactNode
  make: () => Promise<OutputOf<typeof inviteRoute>>
  onClose: () => void
  /** Other ways to hand it out. */
  children?: ReactNode
}

const CodeDialog = ({ team, title, explanation, button, make, onClose, children }: CodeProps) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const code = useMutation({
    mutationFn: make,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['team', team.id] }),
  })
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t`Đóng` }}>
      {code.data ? (
        <Invitation invitation={code.data} />
      ) : (
        <Stack>
          <Text>{explanation}</Text>
          {code.error && <ProblemAlert problem={problemOf(code.error)} />}
          <Button loading={code.isPending} onClick={() => code.mutate()} data-autofocus>
            {button}
          </Button>
          {children}
        </Stack>
      )}
    </Modal>
  )
}

const Invitation = ({ invitation }: { invitation: OutputOf<typeof inviteRoute> }) => {
  const { t } = useLingui()
  return (
    <Stack align="center" role="status">
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(invitation.qrSvg)}`}
        alt={t`Mã QR của lời mời`}
        width={220}
        height={220}
        style={{ background: '#fff', padding: 8 }}
      />
      <Text fz={22} fw={600} ff="monospace">
        {invitation.code}
      </Text>
      <Text ta="center">
        <Trans>
          Chỉ hiện một lần, dùng trước {formatInstant(Date.parse(invitation.expiresAt))}. Hãy để người đó quét mã, hoặc
          gửi riêng đường dẫn cho họ.
        </Trans>
      </Text>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }} data-invitation-link>
        {invitation.link}
      </Text>
      <CopyButton value={invitation.link}>
        {({ copied, copy }) => (
          <Button onClick={copy}>{copied ? <Trans>Đã chép</Trans> : <Trans>Chép đường dẫn</Trans>}</Button>
        )}
      </CopyButton>
    </Stack>
  )
}
