import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Paper, Stack, Switch, Table, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileTypePdf, IconPlus, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Answer } from '#platform/web/office/answer.tsx'
import { Tag, type Tone } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import { useCan } from '#slices/identity/web/office/public.ts'
import type { MemberLine } from '#slices/teams/shared/routes.ts'
import { localPhone, roleWords } from '../ui/role-words.ts'
import { MemberDialog } from './member-dialog.tsx'
import { MemberMenu } from './member-menu.tsx'
import { usePrintSlips } from './slips.tsx'
import { membersQuery, type TeamDetails } from './team-queries.ts'
import { useTeamPath } from './use-team-path.ts'

/** Who is in a team: roles, positions, organisations, accounts; and what may be done about each. */
export const MembersPart = ({ team }: { team: TeamDetails }) => {
  const { t } = useLingui()
  const members = useQuery(membersQuery(team.id))
  const [withFormer, setWithFormer] = useState(false)
  return (
    <Paper withBorder p="md" component="section" aria-label={t`Thành viên của tổ`}>
      <Stack>
        <Group justify="space-between">
          <Title order={2} fz="h4">
            <Trans>Thành viên của tổ</Trans>
          </Title>
          <Actions team={team} />
        </Group>
        <Answer query={members}>
          {(answer) => {
            const former = answer.members.filter(({ leftOn }) => leftOn)
            const shown = withFormer ? answer.members : answer.members.filter(({ leftOn }) => !leftOn)
            return (
              <>
                {shown.length > 0 ? <MembersTable team={team} members={shown} /> : <NoMembers />}
                {former.length > 0 && (
                  <Switch
                    label={t`Hiện cả ${former.length} người đã rời tổ`}
                    checked={withFormer}
                    onChange={(event) => setWithFormer(event.currentTarget.checked)}
                  />
                )}
              </>
            )
          }}
        </Answer>
      </Stack>
    </Paper>
  )
}

const Actions = ({ team }: { team: TeamDetails }) => {
  const { t } = useLingui()
  const can = useCan()
  const path = useTeamPath(team)
  const [adding, { open, close }] = useDisclosure()
  const print = usePrintSlips(team.id)
  if (team.status === 'dissolved') return null
  return (
    <Group gap="xs" className="no-print">
      {can('member.invite', path) && (
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={16} aria-hidden />}
          loading={print.isPending}
          onClick={() => print.mutate({ name: t`Phiếu mời ${team.name}.pdf` })}
        >
          <Trans>In phiếu mời (PDF)</Trans>
        </Button>
      )}
      {can('member.edit', path) && (
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
          <Trans>Thêm thành viên</Trans>
        </Button>
      )}
      {adding && <MemberDialog team={team} onClose={close} />}
    </Group>
  )
}

const NoMembers = () => {
  const { t } = useLingui()
  return (
    <EmptyState
      icon={<IconUsers size={30} />}
      title={t`Tổ chưa có thành viên`}
      hint={t`Thêm từng người ở đây, hoặc nhập cả danh sách từ tệp Excel của xã.`}
    />
  )
}

const MembersTable = ({ team, members }: { team: TeamDetails; members: readonly MemberLine[] }) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Danh sách thành viên`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Họ và tên</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Chức vụ trong tổ</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Đơn vị công tác</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Số điện thoại</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Tham gia</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Tài khoản</Trans>
          </Table.Th>
          <Table.Th className="no-print">
            <Trans>Việc</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <Row key={member.id} team={team} member={member} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const Row = ({ team, member }: { team: TeamDetails; member: MemberLine }) => {
  const { t } = useLingui()
  return (
    <Table.Tr data-member={member.id}>
      <Table.Td miw={160}>{member.name}</Table.Td>
      <Table.Td>
        {t(roleWords[member.role])}
        {member.position && member.position !== t(roleWords[member.role]) && (
          <Text size="xs" c="dimmed">
            {member.position}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{member.organisation ?? noData}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {member.phone ? localPhone(member.phone) : noData}
        {member.phoneNote && (
          <Text size="xs" c="dimmed">
            {member.phoneNote}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {formatDay(member.joinedOn)}
        {member.leftOn && (
          <Text size="xs" c="dimmed">
            <Trans>rời tổ {formatDay(member.leftOn)}</Trans>
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <AccountMark state={member.account} />
      </Table.Td>
      <Table.Td className="no-print">{!member.leftOn && <MemberMenu team={team} member={member} />}</Table.Td>
    </Table.Tr>
  )
}

const AccountMark = ({ state }: { state: MemberLine['account'] }) => {
  const { t } = useLingui()
  const marks: Record<MemberLine['account'], { word: string; tone: Tone }> = {
    active: { word: t`đang dùng`, tone: 'good' },
    invited: { word: t`đã mời`, tone: 'plain' },
    none: { word: t`chưa mời`, tone: 'attention' },
  }
  return <Tag tone={marks[state].tone}>{marks[state].word}</Tag>
}
