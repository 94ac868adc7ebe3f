import { Stack, Text, ThemeIcon } from '@mantine/core'
import type { ReactNode } from 'react'

/** An empty screen says what will be here and offers the first step. */
export const EmptyState = (props: { icon: ReactNode; title: string; hint?: string; action?: ReactNode }) => (
  <Stack align="center" gap="xs" py="xl" px="md" ta="center">
    <ThemeIcon size={56} radius="xl" variant="light" aria-hidden>
      {props.icon}
    </ThemeIcon>
    <Text fw={600}>{props.title}</Text>
    {props.hint && (
      <Text c="dimmed" maw={420}>
        {props.hint}
      </Text>
    )}
    {props.action}
  </Stack>
)
