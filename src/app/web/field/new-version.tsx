import { Trans } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useIsFormOpen } from '#platform/web/ui/field/open-forms.ts'
import { watchForNewVersion } from './service-worker.ts'

/** A new version is ready: taken when the person says so, never in the middle of a form; there it says that it waits. */
export const NewVersion = () => {
  const [activate, setActivate] = useState<(() => void) | null>(null)
  useEffect(() => watchForNewVersion((take) => setActivate(() => take)), [])
  const formOpen = useIsFormOpen()
  if (!activate) return null
  if (formOpen)
    return (
      <Text p="sm" role="status">
        <Trans>Có bản mới. Ghi xong việc này rồi cập nhật.</Trans>
      </Text>
    )
  return (
    <Group p="sm" justify="space-between" wrap="nowrap" role="status">
      <Text>
        <Trans>Có bản mới. Việc đang ghi vẫn được giữ.</Trans>
      </Text>
      <Button size="md" onClick={activate}>
        <Trans>Cập nhật</Trans>
      </Button>
    </Group>
  )
}
