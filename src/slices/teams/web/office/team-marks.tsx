import { useLingui } from '@lingui/react/macro'
import { Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Tag, type Tone } from '#platform/web/office/tag.tsx'
import type { CompositionWarning } from '#slices/teams/shared/composition.ts'
import type { TeamStatus } from '#slices/teams/shared/team.ts'
import { statusWords, warningWords } from './team-words.ts'

const tones: Record<TeamStatus, Tone> = { pilot: 'plain', active: 'good', dissolved: 'plain' }

export const StatusMark = ({ status }: { status: TeamStatus }) => {
  const { t } = useLingui()
  return <Tag tone={tones[status]}>{t(statusWords[status])}</Tag>
}

/** What of a team's composition a person should look at. */
export const WarningMarks = ({ warnings }: { warnings: readonly CompositionWarning[] }) => {
  const { t } = useLingui()
  return (
    <Group gap={4}>
      {warnings.map((warning) => (
        <Tag key={warning} tone="attention" icon={<IconAlertTriangle size={14} aria-hidden />}>
          {t(warningWords[warning])}
        </Tag>
      ))}
    </Group>
  )
}
