import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { call } from '#platform/web/api.ts'
import { signOut } from '#slices/identity/shared/public.ts'

/** Oneself: the account, and the way out. */
export const AccountMenu = ({ name }: { name: string }) => {
  const { t } = useLingui()
  // A full load forgets everything that was read into memory.
  const leave = () => void call(signOut, {}).finally(() => location.assign('/sign-in'))
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={t`Tài khoản: ${name}`}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} aria-hidden />}>
          <Trans>Tài khoản của tôi</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
          <Trans>Đăng xuất</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
