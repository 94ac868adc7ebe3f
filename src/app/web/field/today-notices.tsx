import { Trans } from '@lingui/react/macro'
import { Alert, List, Text } from '@mantine/core'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { wireVersion } from '#platform/shared/wire.ts'
import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { formatDay } from '#platform/web/ui/format.ts'
import { forgetsAfterSevenDays } from './ios.ts'

/** What the phone's owner should do in the next days, above today's work. */
export const TodayNotices = () => (
  <>
    <MustUpdate />
    <MustInstall />
  </>
)

/** The server said from when on it takes nothing from an app as old as this one. */
const MustUpdate = () => {
  const client = useSyncClient()
  useSyncState()
  const least = client.me()?.phone?.leastWire
  if (!least || least.version <= wireVersion) return null
  const begun = least.from <= dayInVietnam(client.nowMs())
  return (
    <Alert color="red" m="md" role="status" data-notice="update">
      {begun ? (
        <Trans>
          Ứng dụng này đã quá cũ: từ ngày {formatDay(least.from)} máy chủ không nhận nữa. Việc đã ghi vẫn an toàn; hãy
          nối mạng, đóng rồi mở lại ứng dụng để cập nhật.
        </Trans>
      ) : (
        <Trans>
          Từ ngày {formatDay(least.from)} phải dùng bản mới của ứng dụng mới gửi, nhận được. Hãy nối mạng, đóng rồi mở
          lại ứng dụng trước ngày đó; việc đã ghi vẫn được giữ.
        </Trans>
      )}
    </Alert>
  )
}

// iOS says it in a way of its own, the others by their display mode.
const isStandalone = (): boolean =>
  (navigator as { standalone?: boolean }).standalone === true || matchMedia('(display-mode: standalone)').matches

/** An iPhone that holds the app in Safari forgets everything after seven days. */
export const MustInstall = () => {
  if (!forgetsAfterSevenDays(navigator.userAgent, navigator.maxTouchPoints, isStandalone())) return null
  return (
    <Alert color="yellow" m="md" role="status" data-notice="install">
      <Text fw={600}>
        <Trans>Hãy cài Từng Nhà vào màn hình chính của iPhone</Trans>
      </Text>
      <Text>
        <Trans>
          Nếu chỉ mở trong Safari, iPhone tự xóa dữ liệu sau 7 ngày không mở. Trước khi cài, hãy gửi hết việc: bản trên
          màn hình chính bắt đầu trống, phải đăng nhập lại.
        </Trans>
      </Text>
      <List type="ordered" spacing={4} mt="xs">
        <List.Item>
          <Trans>Bấm nút Chia sẻ (hình vuông có mũi tên lên) ở cuối màn hình Safari.</Trans>
        </List.Item>
        <List.Item>
          <Trans>Chọn “Thêm vào MH chính”, rồi bấm “Thêm”.</Trans>
        </List.Item>
        <List.Item>
          <Trans>Mở Từng Nhà từ màn hình chính và đăng nhập.</Trans>
        </List.Item>
      </List>
    </Alert>
  )
}
