import { useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { useEffect } from 'react'
import classes from './undo-bar.module.css'

/** Said after something was done that can be taken back, for ten seconds; instead of "are you sure?". */
export const UndoBar = (props: { message: string; onUndo: () => void; onGone: () => void }) => {
  const { t } = useLingui()
  const { onGone } = props
  useEffect(() => {
    const timer = setTimeout(onGone, 10_000)
    return () => clearTimeout(timer)
  }, [onGone])
  return (
    <Group className={classes.bar} justify="space-between" wrap="nowrap" role="status">
      <Text fw={600}>{props.message}</Text>
      <Button variant="white" size="md" onClick={props.onUndo}>
        {t`Hoàn tác`}
      </Button>
    </Group>
  )
}
