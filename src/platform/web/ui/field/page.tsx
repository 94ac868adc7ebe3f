import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Group, Stack, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './page.module.css'

/**
 * A page of the field app: one heading, which gets the focus when the page opens so that a screen reader says where one is.
 * `back` is shown where there is somewhere to go back to.
 */
export const Page = (props: {
  title: string
  /** What the browser keeps in its history instead, where the title names a person. */
  titleInHistory?: string
  back?: boolean
  aside?: ReactNode
  children: ReactNode
}) => {
  const { t } = useLingui()
  const heading = useRef<HTMLHeadingElement>(null)
  const known = props.titleInHistory ?? props.title
  useEffect(() => {
    document.title = `${known} · Từng Nhà`
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [known])
  return (
    <Stack component="main" className={classes.page} gap="md">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group wrap="nowrap" gap="xs" miw={0}>
          {props.back && (
            <ActionIcon variant="subtle" size={48} aria-label={t`Quay lại`} onClick={() => history.back()}>
              <IconArrowLeft aria-hidden />
            </ActionIcon>
          )}
          <Title order={1} fz={24} lh={1.25} ref={heading} tabIndex={-1} className={classes.title}>
            {props.title}
          </Title>
        </Group>
        {props.aside}
      </Group>
      {props.children}
    </Stack>
  )
}
