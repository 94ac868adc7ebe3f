import { Trans, useLingui } from '@lingui/react/macro'
import { Accordion, Group, Table, Text, Title } from '@mantine/core'
import { Pager } from '#platform/web/office/pager.tsx'
import { Tag, type Tone } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { noData } from '#platform/web/ui/format.ts'
import { localPhone, roleWords } from '../ui/role-words.ts'
import type { Roster } from './roster-queries.ts'

type PlannedTeam = Roster['teams'][number]
type PlannedMember = PlannedTeam['members'][number]

/** The teams of the file with their members, each as it will be. */
export const ImportTeams = (props: { roster: Roster; page: number; onPage: (page: number) => void }) => {
  const { t } = useLingui()
  const { roster, page, onPage } = props
  return (
    <section aria-label={t`Các tổ trong tệp`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Các tổ trong tệp</Trans>
      </Title>
      <Accordion variant="separated" multiple order={3}>
        {roster.teams.map((team, index) => (
          <Accordion.Item key={`${team.commune} ${team.formerCommune} ${team.hamlet}`} value={String(index)}>
            <Accordion.Control>
              <TeamLine team={team} />
            </Accordion.Control>
            <Accordion.Panel>
              <MembersTable team={team} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <Pager page={page} pageSize={roster.pageSize} total={roster.figures.teams} onPage={onPage} />
    </section>
  )
}

const TeamLine = ({ team }: { team: PlannedTeam }) => {
  const changed = team.members.filter(({ change }) => change !== 'same').length
  const people = team.members.length
  return (
    <Group gap="xs" data-planned-team={team.hamlet}>
      <Text fw={600}>
        {team.hamlet}, {team.commune}
      </Text>
      {team.formerCommune && (
        <Text size="sm" c="dimmed">
          <Trans>trước là {team.formerCommune}</Trans>
        </Text>
      )}
      <Text size="sm">
        <Trans>{people} người</Trans>
      </Text>
      <Tag tone={team.isNew ? 'good' : changed > 0 ? 'attention' : 'plain'}>
        {team.isNew ? (
          <Trans>tổ mới</Trans>
        ) : changed > 0 ? (
          <Trans>{changed} thay đổi</Trans>
        ) : (
          <Trans>không đổi</Trans>
        )}
      </Tag>
      {team.missing > 0 && (
        <Tag>
          <Trans>{team.missing} người không có trong tệp, vẫn ở lại</Trans>
        </Tag>
      )}
    </Group>
  )
}

const MembersTable = ({ team }: { team: PlannedTeam }) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Thành viên của tổ ${team.hamlet}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th ta="right">
            <Trans>Dòng</Trans>
          </Table.Th>
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
            <Trans>Sẽ</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {team.members.map((member) => (
          <Table.Tr key={`${member.sheet} ${member.row}`}>
            <Table.Td ta="right">{member.row}</Table.Td>
            <Table.Td>{member.name}</Table.Td>
            <Table.Td>{t(roleWords[member.role])}</Table.Td>
            <Table.Td>{member.organisation ?? noData}</Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{member.phone ? localPhone(member.phone) : noData}</Table.Td>
            <Table.Td>
              <ChangeTag change={member.change} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const ChangeTag = ({ change }: Pick<PlannedMember, 'change'>) => {
  const { t } = useLingui()
  const words: Record<PlannedMember['change'], { word: string; tone: Tone }> = {
    added: { word: t`được thêm`, tone: 'good' },
    changed: { word: t`được sửa`, tone: 'attention' },
    same: { word: t`giữ nguyên`, tone: 'plain' },
  }
  return <Tag tone={words[change].tone}>{words[change].word}</Tag>
}
