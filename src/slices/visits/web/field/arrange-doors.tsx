import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { UndoBar } from '#platform/web/ui/field/undo-bar.tsx'
import type { Household } from '#slices/households/shared/public.ts'
import { doorTitle, useHeads } from '#slices/households/web/field/public.ts'
import { orderBetween } from '#slices/households/web/public.ts'
import classes from './arrange-doors.module.css'
import type { DoorInWalk } from './use-doors.ts'

const firstRows = 60

/**
 * The doors in the order of the walk, to be arranged by hand: one place up or down, or picked up and put down behind any
 * other door, however far away it is. Of `doors` those are shown that were looked for; `walk` is all of them.
 */
export const ArrangeDoors = ({ doors, walk }: { doors: readonly DoorInWalk[]; walk: readonly DoorInWalk[] }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const heads = useHeads()
  const [picked, setPicked] = useState<Household | null>(null)
  const [rows, setRows] = useState(firstRows)
  const [moved, setMoved] = useState<{ door: Household; to: number } | null>(null)
  const forget = useCallback(() => setMoved(null), [])
  const set = ({ id, teamId }: Household, old: number, to: number) =>
    void client.enqueue({
      name: 'household.edit',
      args: { id, changes: { walkOrder: { old, new: to } } },
      team: teamId,
    })
  const move = (door: Household, before: Household | undefined, after: Household | undefined) => {
    const to = orderBetween(before?.walkOrder ?? null, after?.walkOrder ?? null)
    set(door, door.walkOrder, to)
    setPicked(null)
    setMoved({ door, to })
  }
  const others = walk.flatMap(({ door }) => (door.id === picked?.id ? [] : [door]))
  const putAfter = (place: number) => picked && move(picked, others[place], others[place + 1])
  const titleOf = (door: Household) => doorTitle(door, (number) => t`Số ${number}`)
  return (
    <Stack gap="xs">
      {picked ? (
        <Group role="status" wrap="nowrap" justify="space-between">
          <Text fw={600}>
            <Trans>Đặt {titleOf(picked)} ngay sau hộ nào?</Trans>
          </Text>
          <Button size="md" variant="default" style={{ flex: 'none' }} onClick={() => setPicked(null)}>
            <Trans>Thôi</Trans>
          </Button>
        </Group>
      ) : (
        <Text>
          <Trans>Mũi tên: đổi chỗ một nhà. Bấm vào hộ: đặt xa hơn.</Trans>
        </Text>
      )}
      {picked && (
        <Button size="md" variant="light" onClick={() => putAfter(-1)}>
          <Trans>Đặt đầu đường đi</Trans>
        </Button>
      )}
      {doors.slice(0, rows).map(({ door }) => (
        <Group key={door.id} wrap="nowrap" gap="xs">
          <UnstyledButton
            className={classes.door}
            aria-pressed={picked?.id === door.id}
            onClick={() => setPicked(picked?.id === door.id ? null : door)}
          >
            <Text span fw={600} inherit>
              {titleOf(door)}
            </Text>
            <Text span inherit c="dimmed">
              {heads.get(door.id) ?? (door.number ? door.label : null)}
            </Text>
          </UnstyledButton>
          {picked && picked.id !== door.id && (
            <Button
              size="md"
              variant="light"
              style={{ flex: 'none' }}
              aria-label={t`Đặt sau ${titleOf(door)}`}
              onClick={() => putAfter(others.findIndex(({ id }) => id === door.id))}
            >
              <Trans>Đặt sau</Trans>
            </Button>
          )}
          {!picked && <Steps walk={walk} door={door} onMove={move} />}
        </Group>
      ))}
      {doors.length > rows && (
        <Button variant="default" size="lg" onClick={() => setRows(rows + 100)}>
          <Trans>Xem thêm {doors.length - rows} hộ</Trans>
        </Button>
      )}
      {moved && (
        <UndoBar
          key={moved.to}
          message={t`Đã đổi chỗ ${titleOf(moved.door)}`}
          onUndo={() => [set(moved.door, moved.to, moved.door.walkOrder), forget()]}
          onGone={forget}
        />
      )}
    </Stack>
  )
}

/** One place up or down the walk. */
const Steps = (props: {
  walk: readonly DoorInWalk[]
  door: Household
  onMove: (door: Household, before: Household | undefined, after: Household | undefined) => void
}) => {
  const { t } = useLingui()
  const { walk, door, onMove } = props
  const index = walk.findIndex((one) => one.door.id === door.id)
  const at = (place: number) => walk[place]?.door
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        size={48}
        variant="default"
        aria-label={t`Đi trước một nhà`}
        disabled={index <= 0}
        onClick={() => onMove(door, at(index - 2), at(index - 1))}
      >
        <IconArrowUp aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={48}
        variant="default"
        aria-label={t`Đi sau một nhà`}
        disabled={index === walk.length - 1}
        onClick={() => onMove(door, at(index + 1), at(index + 2))}
      >
        <IconArrowDown aria-hidden />
      </ActionIcon>
    </Group>
  )
}
