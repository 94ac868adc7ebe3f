import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Paper, SimpleGrid, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import { useCan } from '#slices/identity/web/office/public.ts'
import { DissolveTeamDialog } from './dissolve-team-dialog.tsx'
import { EditTeamDialog } from './edit-team-dialog.tsx'
import { StatusMark, WarningMarks } from './team-marks.tsx'
import type { TeamDetails } from './team-queries.ts'
import { useTeamPath } from './use-team-path.ts'

/** What is on paper about a team, and what a person should look at. */
export const TeamFacts = ({ team }: { team: TeamDetails }) => {
  const { t } = useLingui()
  const decision = [team.decisionNumber, team.decisionDate && formatDay(team.decisionDate)].filter(Boolean).join(', ')
  return (
    <Paper withBorder p="md" component="section" aria-label={t`Thông tin của tổ`}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        <Fact name={t`Loại tổ`}>{team.kind}</Fact>
        <Fact name={t`Địa bàn`}>
          {team.placeId === team.communeId ? team.commune : `${team.place}, ${team.commune}`}
        </Fact>
        <Fact name={t`Quyết định thành lập`}>{decision || noData}</Fact>
        <Fact name={team.dissolvedOn ? t`Hoạt động` : t`Hoạt động từ`}>
          {formatDay(team.establishedOn)}
          {team.dissolvedOn && ` – ${formatDay(team.dissolvedOn)}`}
        </Fact>
      </SimpleGrid>
      <Group mt="sm" gap="xs">
        <StatusMark status={team.status} />
        <WarningMarks warnings={team.warnings} />
      </Group>
    </Paper>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <Text size="sm" c="dimmed">
      {name}
    </Text>
    <Text>{children}</Text>
  </div>
)

/** What may be done with the team as a whole. */
export const TeamActions = ({ team }: { team: TeamDetails }) => {
  const can = useCan()
  const path = useTeamPath(team)
  const [dialog, setDialog] = useState<'edit' | 'dissolve' | null>(null)
  if (!can('team.edit', path) || team.status === 'dissolved') return null
  return (
    <>
      <Button variant="default" onClick={() => setDialog('edit')}>
        <Trans>Sửa thông tin</Trans>
      </Button>
      <Button variant="default" onClick={() => setDialog('dissolve')}>
        <Trans>Giải thể…</Trans>
      </Button>
      {dialog === 'edit' && <EditTeamDialog team={team} onClose={() => setDialog(null)} />}
      {dialog === 'dissolve' && <DissolveTeamDialog team={team} onClose={() => setDialog(null)} />}
    </>
  )
}
