import { Trans } from '@lingui/react/macro'
import { Button, List, Stack, Text, Title } from '@mantine/core'
import { IconLockOff, IconWorldShare } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { inAppBrowserOf } from './in-app-browser.ts'

/**
 * Two places where nothing may be recorded: inside another app's browser (its storage is thrown away without asking) and
 * on plain HTTP (no service worker, no lock of the store). Both say what to do instead.
 */
export const Guard = ({ children }: { children: ReactNode }) => {
  const app = inAppBrowserOf(navigator.userAgent)
  if (app) return <LeaveAppBrowser app={app} />
  return window.isSecureContext ? children : <NeedsHttps />
}

const LeaveAppBrowser = ({ app }: { app: string }) => (
  <Page icon={<IconWorldShare size={56} aria-hidden />} title={<Trans>Mở bằng Chrome hoặc Safari</Trans>}>
    <Text>
      <Trans>
        Bạn đang mở Từng Nhà bên trong {app}. Ở đây dữ liệu có thể mất bất cứ lúc nào, nên Từng Nhà không ghi gì.
      </Trans>
    </Text>
    <List type="ordered" spacing="xs">
      <List.Item>
        <Trans>Bấm dấu ba chấm (⋯ hoặc ⋮) ở góc màn hình.</Trans>
      </List.Item>
      <List.Item>
        <Trans>Chọn “Mở bằng trình duyệt”.</Trans>
      </List.Item>
      <List.Item>
        <Trans>Nếu không thấy: sao chép địa chỉ dưới đây, mở Chrome (Android) hoặc Safari (iPhone) rồi dán vào.</Trans>
      </List.Item>
    </List>
    <Address />
  </Page>
)

// Written out too: some of these browsers let nobody write to the clipboard.
const Address = () => {
  const [copied, setCopied] = useState(false)
  return (
    <>
      <Text fw={600} style={{ overflowWrap: 'anywhere', userSelect: 'all' }}>
        {location.href}
      </Text>
      <Button
        size="lg"
        onClick={() =>
          void navigator.clipboard?.writeText(location.href).then(
            () => setCopied(true),
            () => {},
          )
        }
      >
        {copied ? <Trans>Đã sao chép</Trans> : <Trans>Sao chép địa chỉ</Trans>}
      </Button>
    </>
  )
}

const NeedsHttps = () => (
  <Page icon={<IconLockOff size={56} aria-hidden />} title={<Trans>Địa chỉ này chưa an toàn</Trans>}>
    <Text>
      <Trans>
        Từng Nhà chỉ ghi dữ liệu trên địa chỉ bắt đầu bằng https://. Hãy mở lại bằng địa chỉ https, hoặc báo cán bộ phụ
        trách để được gửi đúng đường dẫn.
      </Trans>
    </Text>
  </Page>
)

const Page = (props: { icon: ReactNode; title: ReactNode; children: ReactNode }) => (
  <Stack component="main" p="lg" maw={480} mx="auto" gap="md">
    {props.icon}
    <Title order={1} fz="h2">
      {props.title}
    </Title>
    {props.children}
  </Stack>
)
