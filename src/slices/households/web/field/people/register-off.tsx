import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Page } from '#platform/web/ui/field/page.tsx'

/** A page of persons where the commune keeps no register (any more). */
export const RegisterOff = () => {
  const { t } = useLingui()
  return (
    <Page title={t`Sổ hộ dân đang tắt`} back>
      <Text>
        <Trans>Xã (phường) không ghi tên người dân. Hãy ghi lượt hướng dẫn theo số người; không việc nào bị mất.</Trans>
      </Text>
    </Page>
  )
}

/** The person is not on this phone (any more). */
export const GonePerson = () => {
  const { t } = useLingui()
  return (
    <Page title={t`Không thấy người này`} back>
      <Text>
        <Trans>Người này không còn ở tổ của bạn. Việc bạn đã ghi vẫn được giữ.</Trans>
      </Text>
    </Page>
  )
}
