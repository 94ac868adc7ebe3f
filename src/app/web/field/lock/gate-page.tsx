import { Group, Stack, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { Mark } from '#platform/web/ui/mark.tsx'

/** A page before the app is open: no bottom bar, nothing of anybody's data. */
export const GatePage = ({ title, children }: { title: string; children: ReactNode }) => {
  useEffect(() => {
    document.title = `${title} · Từng Nhà`
  }, [title])
  return (
    <Stack component="main" p="lg" maw={440} mx="auto" gap="lg" pt="6dvh">
      <Group gap="md" wrap="nowrap">
        <Mark size={48} />
        <Title order={1} fz={26} lh={1.25}>
          {title}
        </Title>
      </Group>
      {children}
    </Stack>
  )
}
