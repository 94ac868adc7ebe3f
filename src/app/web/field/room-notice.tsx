import { Trans } from '@lingui/react/macro'
import { Alert, Text } from '@mantine/core'
import { useEffect, useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { currentRoom, isKept, subscribeRoom, watchRoom } from '#platform/web/room/watch-room.ts'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'

/** From 70 % on every page: what still fits, and what to do. Also keeps the measuring going. */
export const RoomNotice = () => {
  const client = useSyncClient()
  useEffect(() => watchRoom(client), [client])
  const room = useSyncExternalStore(subscribeRoom, currentRoom)
  if (room.level === 'plenty') return null
  return (
    <Alert color={room.level === 'warn' ? 'yellow' : 'red'} m="xs" p="sm" role="status" data-room={room.level}>
      <Text>
        {room.level === 'warn' ? (
          <Trans>Máy sắp hết chỗ cho Từng Nhà. Hãy xóa bớt ảnh, video, ứng dụng không dùng trên máy.</Trans>
        ) : (
          <Trans>
            Máy gần hết chỗ: vẫn ghi được lượt và hộ, chưa lưu thêm ảnh. Hãy xóa bớt ảnh, video trên máy và gửi hết
            việc.
          </Trans>
        )}
      </Text>
      {room.level === 'records-only' && (
        <Link href="/rescue">
          <Trans>Lưu việc chưa gửi thành tệp cứu hộ</Trans>
        </Link>
      )}
    </Alert>
  )
}

const manyVisits = 10_000

/** In plain words, for the page "Thêm". */
export const RoomWords = () => {
  const locale = useLocale()
  const { visitsLeft } = useSyncExternalStore(subscribeRoom, currentRoom)
  const kept = useSyncExternalStore(subscribeRoom, isKept)
  return (
    <Text>
      {visitsLeft === null ? (
        <Trans>Trình duyệt này không cho biết máy còn bao nhiêu chỗ.</Trans>
      ) : visitsLeft > manyVisits ? (
        <Trans>Máy còn nhiều chỗ: hơn {formatNumber(manyVisits, locale)} lượt.</Trans>
      ) : (
        <Trans>Máy còn chỗ cho khoảng {formatNumber(visitsLeft, locale)} lượt.</Trans>
      )}{' '}
      {kept === true && <Trans>Trình duyệt hứa không tự xóa dữ liệu.</Trans>}
      {kept === false && (
        <Trans>
          Khi máy thiếu chỗ, trình duyệt có thể tự xóa dữ liệu: hãy cài Từng Nhà vào màn hình chính và gửi thường xuyên.
        </Trans>
      )}
    </Text>
  )
}
