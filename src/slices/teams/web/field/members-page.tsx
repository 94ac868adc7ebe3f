import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Card, Group, Stack, Text } from '@mantine/core'
import { IconPhone, IconQrcode } from '@tabler/icons-react'
import { Link } from 'wouter'
import { can, type Permission } from '#platform/shared/permission.ts'
import { useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { type Member, memberKind, teamRoles } from '#slices/teams/shared/team.ts'
import { localPhone, roleWords } from '../ui/role-words.ts'

/** Who is in the team: to call, and, for who may, to invite onto the app. */
export const MembersPage = () => {
  const { t } = useLingui()
  const members = useRows<Member>(memberKind)
  const here = members.filter(({ leftOn }) => !leftOn).sort(byRoleThenName)
  return (
    <Page title={t`Tổ của tôi`} back>
      {here.map((member) => (
        <MemberCard key={member.id} member={member} />
      ))}
      {here.length === 0 && (
        <Text>
          <Trans>Danh sách tổ tự tải về khi có mạng.</Trans>
        </Text>
      )}
    </Page>
  )
}

const byRoleThenName = (a: Member, b: Member): number =>
  teamRoles.indexOf(a.role) - teamRoles.indexOf(b.role) || (a.name ?? '').localeCompare(b.name ?? '', 'vi')

const MemberCard = ({ member }: { member: Member }) => {
  const { t, i18n } = useLingui()
  const mayInvite = useMay('member.invite', member)
  const mayLose = useMay('member.edit', member)
  return (
    <Card withBorder p="md">
      <Stack gap={4}>
        <Text fw={600}>{member.name}</Text>
        <Text>{[i18n._(roleWords[member.role]), member.organisation].filter(Boolean).join(' · ')}</Text>
        <Group gap="md">
          {member.phone && (
            <Anchor
              href={`tel:${member.phone}`}
              mih={48}
              style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}
            >
              <IconPhone size={20} aria-hidden /> {localPhone(member.phone)}
            </Anchor>
          )}
          {mayInvite && (
            <Button
              component={Link}
              href={`/members/${member.id}/invite`}
              size="md"
              h={48}
              variant="light"
              leftSection={<IconQrcode aria-hidden />}
              aria-label={t`Mời ${member.name ?? ''} vào ứng dụng`}
            >
              <Trans>Mời vào ứng dụng</Trans>
            </Button>
          )}
          {mayInvite && member.role === 'member' && (
            <Anchor
              component={Link}
              href={`/members/${member.id}/invite`}
              mih={48}
              style={{ display: 'inline-flex', alignItems: 'center' }}
              aria-label={t`Quên mật khẩu: cấp mã mới cho ${member.name ?? ''}`}
            >
              <Trans>Quên mật khẩu</Trans>
            </Anchor>
          )}
          {mayLose && (
            <Anchor
              component={Link}
              href={`/members/${member.id}/lost-phone`}
              mih={48}
              style={{ display: 'inline-flex', alignItems: 'center' }}
              aria-label={t`Máy của ${member.name ?? ''} bị mất`}
            >
              <Trans>Máy bị mất</Trans>
            </Anchor>
          )}
        </Group>
      </Stack>
    </Card>
  )
}

const useMay = (permission: Permission, member: Member): boolean => {
  const me = useSyncClient().me()
  return me !== null && member.memberId !== me.memberId && can(me, permission, [member.teamId])
}
