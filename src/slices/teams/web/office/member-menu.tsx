import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowsExchange,
  IconDeviceMobileOff,
  IconDeviceMobileX,
  IconDots,
  IconFileTypePdf,
  IconKey,
  IconPencil,
  IconQrcode,
  IconTicketOff,
  IconUserMinus,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { call, problemOf } from '#platform/web/api.ts'
import { notify } from '#platform/web/office/notices.tsx'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { useCan } from '#slices/identity/web/office/public.ts'
import {
  listInvitations,
  type MemberLine,
  revokeInvitationRoute,
  signMemberOutRoute,
} from '#slices/teams/shared/routes.ts'
import { InvitationDialog, PasswordDialog } from './invitation-dialog.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { LostPhoneDialog } from './lost-phone-dialog.tsx'
import { MemberDialog } from './member-dialog.tsx'
import { MoveMemberDialog } from './move-member-dialog.tsx'
import { usePrintSlips } from './slips.tsx'
import type { TeamDetails } from './team-queries.ts'
import { useTeamPath } from './use-team-path.ts'

interface Props {
  team: TeamDetails
  member: MemberLine
}

type Dialog = 'edit' | 'invite' | 'password' | 'move' | 'leave' | 'lost'

/** What may be done about a member; nothing where nothing may. */
export const MemberMenu = ({ team, member }: Props) => {
  const { t } = useLingui()
  const can = useCan()
  const path = useTeamPath(team)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = () => setDialog(null)
  const mayEdit = can('member.edit', path)
  const mayReset = mayEdit && (member.role === 'member' || can('leader.invite', path))
  const mayInvite = can(member.role === 'leader' ? 'leader.invite' : 'member.invite', path)
  if ((!mayEdit && !mayInvite) || team.status === 'dissolved') return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={t`Việc với ${member.name}`}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayInvite && member.account !== 'active' && (
            <InviteItems team={team} member={member} onInvite={() => setDialog('invite')} />
          )}
          {mayEdit && (
            <>
              <Item icon={<IconPencil size={16} aria-hidden />} onClick={() => setDialog('edit')}>
                <Trans>Sửa</Trans>
              </Item>
              <Item icon={<IconArrowsExchange size={16} aria-hidden />} onClick={() => setDialog('move')}>
                <Trans>Chuyển sang tổ khác</Trans>
              </Item>
              <Item icon={<IconUserMinus size={16} aria-hidden />} onClick={() => setDialog('leave')}>
                <Trans>Cho rời tổ</Trans>
              </Item>
              {member.account === 'active' && mayReset && (
                <Item icon={<IconKey size={16} aria-hidden />} onClick={() => setDialog('password')}>
                  <Trans>Quên mật khẩu: cấp mã mới</Trans>
                </Item>
              )}
              {member.account === 'active' && (
                <Item icon={<IconDeviceMobileX size={16} aria-hidden />} onClick={() => setDialog('lost')}>
                  <Trans>Máy bị mất</Trans>
                </Item>
              )}
              {member.account === 'active' && <SignOutItem team={team} member={member} />}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'edit' && <MemberDialog team={team} member={member} onClose={close} />}
      {dialog === 'invite' && <InvitationDialog team={team} member={member} onClose={close} />}
      {dialog === 'password' && <PasswordDialog team={team} member={member} onClose={close} />}
      {dialog === 'move' && <MoveMemberDialog team={team} member={member} onClose={close} />}
      {dialog === 'lost' && <LostPhoneDialog team={team} member={member} onClose={close} />}
      {dialog === 'leave' && <LeaveDialog team={team} member={member} onClose={close} />}
    </>
  )
}

const Item = ({ icon, onClick, children }: { icon: ReactNode; onClick: () => void; children: ReactNode }) => (
  <Menu.Item leftSection={icon} onClick={onClick}>
    {children}
  </Menu.Item>
)

const InviteItems = ({ team, member, onInvite }: Props & { onInvite: () => void }) => {
  const { t } = useLingui()
  const print = usePrintSlips(team.id)
  const revoke = useWork(team, async () => {
    const { invitations } = await call(listInvitations, { params: { teamId: team.id } })
    for (const { id } of invitations.filter(({ memberId }) => memberId === member.memberId)) {
      await call(revokeInvitationRoute, { params: { teamId: team.id, invitationId: id } })
    }
    notify(t`Đã thu hồi lời mời của ${member.name}.`)
  })
  return (
    <>
      <Item
        icon={<IconFileTypePdf size={16} aria-hidden />}
        onClick={() => print.mutate({ name: t`Phiếu mời ${member.name}.pdf`, membershipIds: [member.id] })}
      >
        <Trans>In phiếu mời</Trans>
      </Item>
      <Item icon={<IconQrcode size={16} aria-hidden />} onClick={onInvite}>
        <Trans>Mời bằng mã QR hoặc đường dẫn</Trans>
      </Item>
      {member.account === 'invited' && (
        <Item icon={<IconTicketOff size={16} aria-hidden />} onClick={() => revoke.mutate()}>
          <Trans>Thu hồi lời mời</Trans>
        </Item>
      )}
      <Menu.Divider />
    </>
  )
}

const SignOutItem = ({ team, member }: Props) => {
  const { t } = useLingui()
  const signOut = useWork(team, async () => {
    await call(signMemberOutRoute, { params: { teamId: team.id, membershipId: member.id } })
    notify(t`Mọi thiết bị của ${member.name} sẽ phải đăng nhập lại.`)
  })
  return (
    <Item icon={<IconDeviceMobileOff size={16} aria-hidden />} onClick={() => signOut.mutate()}>
      <Trans>Đăng xuất mọi máy</Trans>
    </Item>
  )
}

/** Work from a menu, which is gone when the answer comes: why it failed is said in a notice. */
const useWork = (team: TeamDetails, work: () => Promise<void>) => {
  const queries = useQueryClient()
  const locale = useLocale()
  return useMutation({
    mutationFn: work,
    onError: (error) => notify(problemOf(error)[locale]),
    onSettled: () => queries.invalidateQueries({ queryKey: ['team', team.id] }),
  })
}
