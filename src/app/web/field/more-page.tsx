import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { createCall } from '#platform/web/api.ts'
import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { RowLink } from '#platform/web/ui/field/row-link.tsx'
import { activateLocale, type Locale, useLocale } from '#platform/web/ui/locale.tsx'
import { signOut } from '#slices/identity/shared/public.ts'
import { catalogues } from './catalogues.ts'
import { setCurrentAccount } from './phone-session.ts'

/** Everything that is not of every day. */
export const MorePage = () => {
  const { t } = useLingui()
  const client = useSyncClient()
  const state = useSyncState()
  return (
    <Page title={t`Thêm`}>
      <Text fw={600}>{client.me()?.name}</Text>
      <Stack gap="xs">
        <RowLink to="/members" title={t`Tổ của tôi`} detail={t`Thành viên, số điện thoại, mời vào tổ`} />
        <RowLink to="/tray" title={t`Việc bị từ chối`} aside={<Text fw={600}>{state.refused}</Text>} />
        <RowLink to="/conflicts" title={t`Hai bản khác nhau`} aside={<Text fw={600}>{state.conflicts}</Text>} />
      </Stack>
      <Choices />
      <SignOut />
    </Page>
  )
}

const Choices = () => {
  const { t } = useLingui()
  const locale = useLocale()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Stack gap="lg">
      <Chips<Locale>
        label={t`Ngôn ngữ`}
        choices={[
          { value: 'vi', label: 'Tiếng Việt' },
          { value: 'en', label: 'English' },
        ]}
        selected={[locale]}
        onToggle={(chosen) => void activateLocale(chosen, catalogues)}
      />
      <Chips<'light' | 'dark' | 'auto'>
        label={t`Nền màn hình`}
        choices={[
          { value: 'light', label: t`Sáng` },
          { value: 'dark', label: t`Tối` },
          { value: 'auto', label: t`Theo máy` },
        ]}
        selected={[colorScheme]}
        onToggle={setColorScheme}
      />
    </Stack>
  )
}

// Leaving with unsent work would lose it: the way out opens only when everything has been sent.
const SignOut = () => {
  const client = useSyncClient()
  const { waiting, refused } = useSyncState()
  const [blocked, setBlocked] = useState(false)
  const leave = async () => {
    if (waiting + refused > 0) return setBlocked(true)
    // Without a network the session ends by itself later; the phone forgets everything now.
    await createCall(() => client.token())(signOut, {}).catch(() => undefined)
    await client.erase()
    setCurrentAccount(null)
    location.replace('/app/')
  }
  return (
    <Stack gap="xs">
      {blocked && waiting + refused > 0 && (
        <Text role="alert" fw={600}>
          {waiting > 0 && (
            <Trans>Trên máy còn {waiting} việc chưa gửi. Hãy gửi hết rồi đăng xuất, để không mất gì.</Trans>
          )}{' '}
          {refused > 0 && <Trans>Còn {refused} việc bị từ chối: hãy xử lý ở “Việc bị từ chối” trước.</Trans>}
        </Text>
      )}
      <Group grow>
        <Button size="lg" variant="default" onClick={() => void client.syncNow()}>
          <Trans>Gửi ngay</Trans>
        </Button>
        <Button size="lg" variant="default" onClick={() => void leave()}>
          <Trans>Đăng xuất</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
