import { Trans } from '@lingui/react/macro'
import { Group, Loader, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Never a spinner without words. */
export const Waiting = ({ children }: { children?: ReactNode }) => (
  <Group role="status" gap="sm" py="md">
    <Loader size="sm" aria-hidden />
    <Text c="dimmed">{children ?? <Trans>Đang tải dữ liệu…</Trans>}</Text>
  </Group>
)
