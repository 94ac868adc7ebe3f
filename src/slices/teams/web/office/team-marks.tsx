import { useLingui } from '@lingui/react/macro'
import { Badge, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { CompositionWarning } from '#slices/teams/shared/composition.ts'
import type { TeamStatus } from '#slices/teams/shared/team.ts'
import { statusWords, warningWords } from './team-words.ts'

const statusColours: Record<TeamStatus, string> = { pilot: 'blue', active: 'teal', dissolved: 'gray' }

export const StatusMark = ({ status }: { status: TeamStatus }) => {
  const { t } = useLingui()
  return (
    <Badge variant="light" color={statusColours[status]} tt="none">
      {t(statusWords[status])}
    </Badge>
  )
}

/** What of a team's composition a person should look at. */
export const WarningMarks = ({ warnings }: { warnings: readonly CompositionWarning[] }) => {
  const { t } = useLingui()
  return (
    <Group gap={4}>
      {warnings.map((warning) => (
        <Badge
          key={warning}
          variant="outline"
          color="orange.9"
          tt="none"
          leftSection={<IconAlertTriangle size={12} aria-hidden />}
        >
          {t(warningWords[warning])}
        </Badge>
      ))}
    </Group>
  )
}
