import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { type ComponentType, lazy, Suspense } from 'react'

/** A page that is not of every day: its code comes when it is opened, offline from what the service worker holds. */
export const lazily = <Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> => {
  const Late = lazy(() => load().then((page) => ({ default: page })))
  return (props) => (
    <Suspense fallback={<Opening />}>
      <Late {...props} />
    </Suspense>
  )
}

const Opening = () => (
  <Text p="md" role="status">
    <Trans>Đang mở…</Trans>
  </Text>
)
