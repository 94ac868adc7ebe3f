import { Plural, Trans } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { createCall } from '#platform/web/api.ts'
import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { signOut } from '#slices/identity/shared/public.ts'
import { unsentPhotos } from '#slices/visits/web/field/photos/claim-photos.ts'
import { forgetAccount } from './lost-phone.ts'
import { setCurrentAccount } from './phone-session.ts'

/**
 * Leaving erases what is on the phone. With unsent work the way out opens only when everything has been sent, or is in a
 * rescue file that was saved just now.
 */
export const SignOut = () => {
  const client = useSyncClient()
  const { waiting, refused } = useSyncState()
  const photos = unsentPhotos(client).length
  const [blocked, setBlocked] = useState(false)
  const [rescued, setRescued] = useState(false)
  const leave = async () => {
    // Without a network the session ends by itself later; the phone forgets everything now.
    await createCall(() => client.token())(signOut, {}).catch(() => undefined)
    const accountId = client.me()?.accountId
    await client.erase()
    if (accountId) forgetAccount(accountId)
    setCurrentAccount(null)
    location.replace('/app/')
  }
  const ask = async () => {
    if (waiting + refused + unsentPhotos(client).length === 0) return leave()
    setRescued((await import('./rescue-files.ts')).isRescued(client))
    setBlocked(true)
  }
  return (
    <Stack gap="xs">
      {blocked && waiting + refused + photos > 0 && (
        <>
          <Text role="alert" fw={600}>
            {waiting > 0 && (
              <Trans>Trên máy còn {waiting} việc chưa gửi. Hãy gửi hết rồi đăng xuất, để không mất gì.</Trans>
            )}{' '}
            {refused > 0 && <Trans>Còn {refused} việc bị từ chối: hãy xử lý ở “Việc bị từ chối” trước.</Trans>}{' '}
            {photos > 0 && <Plural value={photos} other="Còn # ảnh chưa gửi; ảnh gửi sau việc ghi nhận." />}{' '}
            {rescued ? (
              <Trans>Tất cả đã có trong tệp cứu hộ vừa lưu. Đăng xuất thì máy xóa hết; hãy giữ tệp đó.</Trans>
            ) : (
              <Trans>Không gửi được? Hãy lưu tệp cứu hộ trước, rồi quay lại đây.</Trans>
            )}
          </Text>
          {rescued ? (
            <Button size="lg" color="red" onClick={() => void leave()}>
              <Trans>Đã giữ tệp, đăng xuất và xóa trên máy</Trans>
            </Button>
          ) : (
            <Button component={Link} href="/rescue" size="lg" variant="light">
              <Trans>Lưu tệp cứu hộ</Trans>
            </Button>
          )}
          {!rescued && waiting + refused === 0 && (
            <Button size="lg" color="red" onClick={() => void leave()}>
              <Trans>Bỏ ảnh chưa gửi và đăng xuất</Trans>
            </Button>
          )}
        </>
      )}
      <Group grow>
        <Button size="lg" variant="default" onClick={() => void client.syncNow()}>
          <Trans>Gửi ngay</Trans>
        </Button>
        <Button size="lg" variant="default" onClick={() => void ask()}>
          <Trans>Đăng xuất</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
