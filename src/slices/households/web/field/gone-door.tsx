import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Page } from '#platform/web/ui/field/page.tsx'

/** The door is not on this phone (any more). */
export const GoneDoor = () => {
  const { t } = useLingui()
  return (
    <Page title={t`Không thấy hộ này`} back>
      <Text>
        <Trans>Hộ này không còn ở tổ của bạn. Việc bạn đã ghi ở đây vẫn được giữ.</Trans>
      </Text>
    </Page>
  )
}
