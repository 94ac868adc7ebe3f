import { Trans, useLingui } from '@lingui/react/macro'
import { AppShell, Burger, Group, ScrollArea, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { BarLink } from '#platform/web/office/links.tsx'
import { Notices } from '#platform/web/office/notices.tsx'
import { Mark } from '#platform/web/ui/mark.tsx'
import { meQuery } from '#slices/identity/web/office/public.ts'
import { PlaceSearch } from '#slices/places/web/office/public.ts'
import { AccountMenu } from './account-menu.tsx'
import { ColourSwitch, LanguageSwitch } from './controls.tsx'
import { useNavigation } from './navigation.ts'

/** The frame of the office: where one is, where one may go, the search, and oneself. */
export const Shell = () => {
  const { t } = useLingui()
  const [opened, { toggle, close }] = useDisclosure()
  const { data: me } = useQuery(meQuery)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => {
    if (path) close()
  }, [path, close])
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 240, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a href="#content" className="skip-link">
        <Trans>Đến nội dung chính</Trans>
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group wrap="nowrap" gap="sm">
            <Burger opened={opened} onClick={toggle} hiddenFrom="md" size="sm" aria-label={t`Mở hoặc đóng danh mục`} />
            <Link
              to="/"
              aria-label={t`Từng Nhà, về trang đầu`}
              style={{ display: 'flex', color: 'inherit', textDecoration: 'none' }}
            >
              <Group gap="xs" wrap="nowrap">
                <Mark size={34} />
                <Text fw={600} visibleFrom="sm">
                  Từng Nhà
                </Text>
              </Group>
            </Link>
          </Group>
          <PlaceSearch />
          <Group wrap="nowrap" gap="xs">
            <Group visibleFrom="sm" gap="xs" wrap="nowrap">
              <LanguageSwitch />
              <ColourSwitch />
            </Group>
            {me && <AccountMenu name={me.name} />}
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <ScrollArea component="nav" aria-label={t`Danh mục`}>
          <Navigation />
        </ScrollArea>
        <Group hiddenFrom="sm" p="xs">
          <LanguageSwitch />
          <ColourSwitch />
        </Group>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
        {/* Dialogs, menus and notices: inside the main landmark, where a screen reader looks for them. */}
        <div id="overlays" />
      </AppShell.Main>
      <Notices />
    </AppShell>
  )
}

const Navigation = () => {
  const { t } = useLingui()
  const entries = useNavigation()
  return entries.map(({ to, label, icon: Icon, placeId }) => (
    <BarLink
      key={to}
      to={to}
      params={{ placeId }}
      label={t(label)}
      leftSection={<Icon size={20} aria-hidden />}
      // Exactly this page, whatever its filters: the figures of a place are not "above" its other pages.
      activeOptions={{ exact: true, includeSearch: false }}
    />
  ))
}
