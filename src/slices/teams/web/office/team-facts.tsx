import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Paper, SimpleGrid, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { resyncRoute } from '#platform/shared/refused-routes.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { notify } from '#platform/web/office/notices.tsx'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
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
  const resync = useResync(team)
  if (!can('team.edit', path) || team.status === 'dissolved') return null
  return (
    <>
      <Button variant="default" onClick={() => setDialog('edit')}>
        <Trans>Sửa thông tin</Trans>
      </Button>
      <Button variant="default" loading={resync.isPending} onClick={() => resync.mutate()}>
        <Trans>Máy của tổ tải lại dữ liệu</Trans>
      </Button>
      <Button variant="default" onClick={() => setDialog('dissolve')}>
        <Trans>Giải thể…</Trans>
      </Button>
      {dialog === 'edit' && <EditTeamDialog team={team} onClose={() => setDialog(null)} />}
      {dialog === 'dissolve' && <DissolveTeamDialog team={team} onClose={() => setDialog(null)} />}
    </>
  )
}

/** For a team whose phones show something else than the office: they fetch everything anew and lose nothing. */
const useResync = (team: TeamDetails) => {
  const { t } = useLingui()
  const locale = useLocale()
  return useMutation({
    mutationFn: () => call(resyncRoute, { params: { teamId: team.id } }),
    onSuccess: () =>
      notify(t`Máy của ${team.name} sẽ tải lại dữ liệu ở lần đồng bộ tới; việc chưa gửi và phiếu dở vẫn còn.`),
    onError: (error) => notify(problemOf(error)[locale]),
  })
}
