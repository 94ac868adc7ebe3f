import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconCheck,
  IconDeviceMobile,
  IconHourglassHigh,
} from '@tabler/icons-react'
import type { RecordState } from '../../sync/types.ts'

const looks = {
  sent: { color: 'teal', icon: IconCheck },
  waiting: { color: 'yellow', icon: IconDeviceMobile },
  'waiting-for-base': { color: 'yellow', icon: IconHourglassHigh },
  refused: { color: 'red', icon: IconAlertTriangle },
  conflict: { color: 'orange', icon: IconArrowsSplit2 },
} as const

/** Where a record is: on this phone, sent, refused. Said by a word and a sign, never by colour alone. */
export const RecordBadge = ({ state }: { state: RecordState }) => {
  const { t } = useLingui()
  const words: Record<RecordState, string> = {
    sent: t`Đã gửi`,
    waiting: t`Trên máy, chờ gửi`,
    'waiting-for-base': t`Đã gửi, chờ phần trước`,
    refused: t`Bị từ chối, xem lý do`,
    conflict: t`Có 2 bản khác nhau`,
  }
  const { color, icon: Icon } = looks[state]
  return (
    <Badge
      color={color}
      variant="light"
      size="lg"
      h="auto"
      mih={30}
      fz={16}
      tt="none"
      maw="100%"
      style={{ flex: 'none' }}
      styles={{ label: { whiteSpace: 'normal', overflow: 'visible' } }}
      fw={600}
      c="var(--mantine-color-text)"
      leftSection={<Icon size={16} aria-hidden />}
    >
      {words[state]}
    </Badge>
  )
}
