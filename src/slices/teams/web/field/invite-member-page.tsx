import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ProblemBody } from '#platform/shared/problem.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { createCall, problemOf } from '#platform/web/api.ts'
import { useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { formatInstant } from '#platform/web/ui/format.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { inviteRoute } from '#slices/teams/shared/routes.ts'
import { type Member, memberKind } from '#slices/teams/shared/team.ts'

type Invitation = OutputOf<typeof inviteRoute>

/** A leader invites a member: a QR to scan on the spot, a link to send, a code to read aloud. Needs the network. */
export const InviteMemberPage = ({ membershipId }: { membershipId: string }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const member = useRow<Member>(memberKind, membershipId)
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const invite = async (teamId: string) => {
    setProblem(null)
    try {
      const call = createCall(() => client.token())
      setInvitation(await call(inviteRoute, { params: { teamId }, body: { membershipId } }))
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <Page title={t`Mời ${member?.name ?? ''}`} back>
      <Text>
        <Trans>Lời mời dùng một lần. Lời mời trước của người này sẽ hết hiệu lực.</Trans>
      </Text>
      {problem && <ProblemAlert problem={problem} />}
      {invitation ? (
        <Slip invitation={invitation} />
      ) : (
        <Button size="lg" disabled={!member} onClick={() => member && void invite(member.teamId)}>
          <Trans>Tạo lời mời</Trans>
        </Button>
      )}
    </Page>
  )
}

const Slip = ({ invitation }: { invitation: Invitation }) => {
  const { t } = useLingui()
  const share = () =>
    navigator.share
      ? navigator.share({ text: t`Mời bạn vào tổ trên Từng Nhà`, url: invitation.link }).catch(() => undefined)
      : navigator.clipboard.writeText(invitation.link)
  return (
    <Stack align="center">
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(invitation.qrSvg)}`}
        alt={t`Mã QR của lời mời`}
        width={240}
        height={240}
        style={{ background: '#fff', padding: 8 }}
      />
      <Text fz={24} fw={600} ff="monospace">
        {invitation.code}
      </Text>
      <Text>
        <Trans>Dùng trước {formatInstant(Date.parse(invitation.expiresAt))}</Trans>
      </Text>
      <Button size="lg" fullWidth onClick={() => void share()}>
        <Trans>Gửi đường dẫn</Trans>
      </Button>
    </Stack>
  )
}
