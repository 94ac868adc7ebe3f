import { Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './page.module.css'

/**
 * A page of the office: one heading, which gets the focus when the page opens (a screen reader says where one is), and
 * what may be done here beside it.
 */
export const OfficePage = (props: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${props.title} · Từng Nhà`
    heading.current?.focus({ preventScroll: true })
  }, [props.title])
  return (
    <Stack gap="md">
      <Group justify="space-between" align="start" gap="sm">
        <div style={{ flex: '1 1 220px' }}>
          <Title order={1} fz={{ base: 22, sm: 26 }} lh={1.25} ref={heading} tabIndex={-1} className={classes.title}>
            {props.title}
          </Title>
          {props.lead && (
            <Text c="dimmed" size="sm" component="div" mt={4}>
              {props.lead}
            </Text>
          )}
        </div>
        {props.actions && (
          <Group gap="xs" className="no-print">
            {props.actions}
          </Group>
        )}
      </Group>
      {props.children}
    </Stack>
  )
}
