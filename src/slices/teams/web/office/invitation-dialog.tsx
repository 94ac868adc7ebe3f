import { Trans, useLingui } from '@lingui/react/macro'
import { Button, CopyButton, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { OutputOf } from '#platform/shared/route.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { formatInstant } from '#platform/web/ui/format.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { inviteRoute, type MemberLine } from '#slices/teams/shared/routes.ts'
import type { TeamDetails } from './team-queries.ts'

interface Props {
  team: TeamDetails
  member: MemberLine
  onClose: () => void
}

/** Invites a member on the spot: QR, link and code are shown once and kept nowhere. */
export const InvitationDialog = ({ team, member, onClose }: Props) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const invite = useMutation({
    mutationFn: () => call(inviteRoute, { params: { teamId: team.id }, body: { membershipId: member.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['team', team.id] }),
  })
  return (
    <Modal opened onClose={onClose} title={t`Mời ${member.name}`} closeButtonProps={{ 'aria-label': t`Đóng` }}>
      {invite.data ? (
        <Invitation invitation={invite.data} />
      ) : (
        <Stack>
          <Text>
            <Trans>Lời mời dùng một lần. Lời mời trước của người này sẽ hết hiệu lực.</Trans>
          </Text>
          {invite.error && <ProblemAlert problem={problemOf(invite.error)} />}
          <Button loading={invite.isPending} onClick={() => invite.mutate()} data-autofocus>
            <Trans>Tạo lời mời</Trans>
          </Button>
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
