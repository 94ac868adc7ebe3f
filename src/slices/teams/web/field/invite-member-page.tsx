import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { can } from '#platform/shared/permission.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { createCall, problemOf } from '#platform/web/api.ts'
import { useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { formatInstant } from '#platform/web/ui/format.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { invitePasswordRoute, inviteRoute } from '#slices/teams/shared/routes.ts'
import { type Member, memberKind } from '#slices/teams/shared/team.ts'

type Invitation = OutputOf<typeof inviteRoute>
type Purpose = 'join' | 'password'

/**
 * A leader invites a member, or lets one who forgot the password choose a new one: a QR to scan on the spot, a link to
 * send, a code to read aloud. Needs the network.
 */
export const InviteMemberPage = ({ membershipId }: { membershipId: string }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const member = useRow<Member>(memberKind, membershipId)
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const make = async (purpose: Purpose, teamId: string) => {
    setProblem(null)
    try {
      const call = createCall(() => client.token())
      const made =
        purpose === 'join'
          ? call(inviteRoute, { params: { teamId }, body: { membershipId } })
          : call(invitePasswordRoute, { params: { teamId, membershipId } })
      setInvitation(await made)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <Page title={t`Mời ${member?.name ?? ''}`} back>
      {problem && <ProblemAlert problem={problem} />}
      {invitation ? (
        <Slip invitation={invitation} />
      ) : (
        member && <Choice member={member} onMake={(purpose) => void make(purpose, member.teamId)} />
      )}
    </Page>
  )
}

const Choice = ({ member, onMake }: { member: Member; onMake: (purpose: Purpose) => void }) => (
  <>
    <Text>
      <Trans>Lời mời dùng một lần. Lời mời trước của người này sẽ hết hiệu lực.</Trans>
    </Text>
    <Button size="lg" onClick={() => onMake('join')}>
      <Trans>Tạo lời mời</Trans>
    </Button>
    {useMayReset(member) && (
      <>
        <Text mt="lg">
          <Trans>
            Người này đã dùng ứng dụng nhưng quên mật khẩu? Cấp mã để họ tự đặt mật khẩu mới. Mật khẩu cũ và các máy
            đang đăng nhập sẽ hết hiệu lực; việc đã ghi trên máy vẫn còn.
          </Trans>
        </Text>
        <Button size="lg" variant="light" onClick={() => onMake('password')}>
          <Trans>Cấp mã đặt lại mật khẩu</Trans>
        </Button>
      </>
    )}
  </>
)

/** The leader for plain members; leaders and deputies ask their commune. */
const useMayReset = (member: Member): boolean => {
  const me = useSyncClient().me()
  return me !== null && member.role === 'member' && can(me, 'member.edit', [member.teamId])
}

const Slip = ({ invitation }: { invitation: Invitation }) => {
  const { t } = useLingui()
  const share = () =>
    navigator.share
      ? navigator
          .share({ text: t`Mở đường dẫn này để vào tổ trên Từng Nhà`, url: invitation.link })
          .catch(() => undefined)
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
