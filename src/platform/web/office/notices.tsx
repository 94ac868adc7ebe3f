import { Trans, useLingui } from '@lingui/react/macro'
import { Button, CloseButton, Group, Paper, Portal, Stack, Text } from '@mantine/core'
import { useEffect, useSyncExternalStore } from 'react'
import classes from './notices.module.css'

interface Notice {
  key: number
  message: string
  undo?: () => void
}

/** Long enough to read, find the button and change one's mind. */
const shownMs = 10_000

let notices: readonly Notice[] = []
let lastKey = 0
const watchers = new Set<() => void>()

/** Says that something was done; with `undo`, how to take it back, instead of asking "are you sure?" before. */
export const notify = (message: string, undo?: () => void): void => {
  lastKey += 1
  set([...notices.slice(-2), { key: lastKey, message, undo }])
}

const drop = (key: number): void => set(notices.filter((notice) => notice.key !== key))

function set(next: readonly Notice[]): void {
  notices = next
  for (const watcher of watchers) watcher()
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** Where notices appear; a live region, so that they are read out too. */
export const Notices = () => {
  const shown = useSyncExternalStore(watch, () => notices)
  return (
    <Portal>
      <Stack className={classes.place} gap="xs" role="status" aria-live="polite">
        {shown.map((notice) => (
          <NoticeBar key={notice.key} notice={notice} />
        ))}
      </Stack>
    </Portal>
  )
}

const NoticeBar = ({ notice }: { notice: Notice }) => {
  const { t } = useLingui()
  const { key, message, undo } = notice
  useEffect(() => {
    const timer = setTimeout(() => drop(key), shownMs)
    return () => clearTimeout(timer)
  }, [key])
  return (
    <Paper withBorder shadow="md" p="sm">
      <Group justify="space-between" wrap="nowrap">
        <Text>{message}</Text>
        <Group gap="xs" wrap="nowrap">
          {undo && (
            <Button
              size="xs"
              variant="light"
              onClick={() => {
                drop(key)
                undo()
              }}
            >
              <Trans>Hoàn tác</Trans>
            </Button>
          )}
          <CloseButton aria-label={t`Đóng thông báo`} onClick={() => drop(key)} />
        </Group>
      </Group>
    </Paper>
  )
}
