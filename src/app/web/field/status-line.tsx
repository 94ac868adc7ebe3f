import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconCircleCheck, IconCloudOff, IconCloudUp, IconDeviceMobile } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { SyncState } from '#platform/web/sync/types.ts'
import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { formatInstant } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import classes from './status-line.module.css'

/** On every page: what is safe where. Whether work waits on this phone, when the server last had everything, what is in the way. */
export const StatusLine = ({ onSignedIn }: { onSignedIn: (token: string) => Promise<void> }) => {
  const state = useSyncState()
  return (
    <div className={classes.line} role="status" aria-live="polite">
      <Group gap={8} wrap="nowrap">
        <StateIcon state={state} />
        <Text fz={16} fw={600}>
          <Where state={state} />
        </Text>
      </Group>
      <Trouble state={state} onSignedIn={onSignedIn} />
      <ForYou state={state} />
    </div>
  )
}

const StateIcon = ({ state }: { state: SyncState }) => {
  if (state.trouble) return <IconCloudOff size={20} aria-hidden />
  if (state.phase === 'syncing' && state.waiting > 0) return <IconCloudUp size={20} aria-hidden />
  return state.waiting > 0 ? <IconDeviceMobile size={20} aria-hidden /> : <IconCircleCheck size={20} aria-hidden />
}

const Where = ({ state }: { state: SyncState }) => {
  if (state.firstSync)
    return (
      <Trans>
        Đang tải dữ liệu của tổ: {state.firstSync.done}/{state.firstSync.total} phần
      </Trans>
    )
  if (state.waiting > 0) return <Waiting state={state} />
  if (state.lastSyncMs === null) return <Trans>Chưa nhận dữ liệu của tổ</Trans>
  return <Trans>Đã gửi hết, lúc {formatInstant(state.lastSyncMs)}</Trans>
}

const Waiting = ({ state }: { state: SyncState }) => {
  const { t } = useLingui()
  const visits = state.waitingByKind.visit ?? 0
  const doors = state.waitingByKind.household ?? 0
  const others = state.waiting - visits - doors
  const parts = [visits && t`${visits} lượt`, doors && t`${doors} hộ`, others && t`${others} việc khác`].filter(Boolean)
  return <Trans>Trên máy, chờ gửi {parts.join(', ')}</Trans>
}

const Trouble = (props: { state: SyncState; onSignedIn: (token: string) => Promise<void> }) => {
  const client = useSyncClient()
  const locale = useLocale()
  const [signingIn, setSigningIn] = useState(false)
  const { trouble } = props.state
  if (!trouble) return null
  if (trouble.kind === 'session-ended')
    return (
      <>
        <Text fz={16}>
          <Trans>Phiên đăng nhập đã hết. Bạn vẫn ghi được; đăng nhập lại để gửi.</Trans>
        </Text>
        <Button size="md" onClick={() => setSigningIn(true)}>
          <Trans>Đăng nhập lại</Trans>
        </Button>
        {signingIn && <SignInAgain onSignedIn={props.onSignedIn} onClose={() => setSigningIn(false)} />}
      </>
    )
  if (trouble.kind === 'outdated')
    return (
      <>
        <Text fz={16}>
          <Trans>Ứng dụng đã cũ. Việc đã ghi vẫn an toàn; hãy cập nhật để gửi tiếp.</Trans>
        </Text>
        <RescueLink />
      </>
    )
  if (trouble.kind === 'storage-full')
    return (
      <>
        <Text fz={16}>
          <Trans>
            Máy hết chỗ nên chưa lưu thêm được. Hãy xóa bớt ảnh, video trên máy; việc đã lưu vẫn còn và vẫn gửi được.
          </Trans>
        </Text>
        <RescueLink />
      </>
    )
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap">
      <Text fz={16}>
        {trouble.kind === 'server' && trouble.problem ? (
          trouble.problem[locale]
        ) : (
          <Trans>Đang ngoại tuyến, vẫn ghi được.</Trans>
        )}
      </Text>
      <Button size="compact-md" h={40} variant="default" onClick={() => void client.syncNow()}>
        <Trans>Thử lại</Trans>
      </Button>
    </Group>
  )
}

const RescueLink = () => (
  <Link href="/rescue" className={classes.call}>
    <Trans>Lưu việc chưa gửi thành tệp cứu hộ</Trans>
  </Link>
)

const ForYou = ({ state: { refused, conflicts } }: { state: SyncState }) => (
  <>
    {refused > 0 && (
      <Link href="/tray" className={classes.call}>
        <Plural value={refused} other="# việc bị từ chối, bấm để xem" />
      </Link>
    )}
    {conflicts > 0 && (
      <Link href="/conflicts" className={classes.call}>
        <Plural value={conflicts} other="# chỗ có 2 bản khác nhau, bấm để chọn" />
      </Link>
    )}
  </>
)
