import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { usePeriod } from '#platform/web/office/period.ts'
import { AsOf, FigureCards } from './figure-cards.tsx'
import { teamDashboardQuery } from './insight-queries.ts'
import { PeriodSwitch } from './period-switch.tsx'
import { VerifiedSummary } from './verified-part.tsx'

/** The six figures of a team, on its page. */
export const TeamFigures = ({ teamId }: { teamId: Id }) => {
  const { t } = useLingui()
  const query = useQuery(teamDashboardQuery(teamId, usePeriod()))
  return (
    <Stack component="section" aria-label={t`Số liệu của tổ`} gap="sm">
      <Group justify="space-between">
        <Title order={2} fz="h4">
          <Trans>Số liệu</Trans>
        </Title>
        <PeriodSwitch period={query.data?.period} />
      </Group>
      <Answer query={query}>
        {(answer) => (
          <>
            <FigureCards answer={answer} />
            <VerifiedSummary verification={answer.verification} />
            <Text size="sm" c="dimmed">
              <AsOf asOf={answer.asOf} />
            </Text>
          </>
        )}
      </Answer>
    </Stack>
  )
}
