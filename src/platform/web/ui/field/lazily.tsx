import { Trans } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { type ComponentType, useCallback, useEffect, useState } from 'react'

/** The event that there is a network comes before it carries anything; and some phones never tell. */
const againMs = 5_000

/**
 * A page, or a part of one, that is not of the first visit: its code comes when it is opened, without a network from what
 * the service worker holds. Where it does not hold it yet the page says so, and tries again as soon as there is a network.
 *
 * @param part of a page that is of use without it: shows nothing until it is there
 */
export const lazily = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { part = false } = {},
): ComponentType<Props> => {
  let loaded: ComponentType<Props> | null = null
  return (props) => {
    const [Late, setLate] = useState(() => loaded)
    const [missing, setMissing] = useState(false)
    const fetchIt = useCallback(() => {
      load().then(
        (component) => {
          loaded = component
          setLate(() => component)
        },
        () => setMissing(true),
      )
    }, [])
    useEffect(() => {
      if (Late) return
      fetchIt()
      window.addEventListener('online', fetchIt)
      return () => window.removeEventListener('online', fetchIt)
    }, [Late, fetchIt])
    useEffect(() => {
      if (!missing || Late) return
      const timer = setInterval(fetchIt, againMs)
      return () => clearInterval(timer)
    }, [missing, Late, fetchIt])
    if (Late) return <Late {...props} />
    if (part) return null
    return missing ? <NotHere onRetry={() => [setMissing(false), fetchIt()]} /> : <Opening />
  }
}

const Opening = () => (
  <Text p="md" role="status">
    <Trans>Đang mở…</Trans>
  </Text>
)

const NotHere = ({ onRetry }: { onRetry: () => void }) => (
  <Stack p="md" component="main">
    <Text role="alert" fw={600}>
      <Trans>
        Trang này chưa tải về máy. Hãy nối mạng rồi bấm “Thử lại”. Đang có mạng mà vẫn thấy dòng này thì đóng ứng dụng
        rồi mở lại. Việc đã ghi vẫn còn nguyên.
      </Trans>
    </Text>
    <Button size="lg" onClick={onRetry}>
      <Trans>Thử lại</Trans>
    </Button>
  </Stack>
)
