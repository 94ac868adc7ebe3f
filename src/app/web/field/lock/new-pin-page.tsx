import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { GatePage } from './gate-page.tsx'
import { NewPinForm } from './new-pin-form.tsx'

/** @param forgotten the old PIN is replaced, after signing in with the password */
export const NewPinPage = (props: { forgotten: boolean; onPin: (pin: string) => Promise<void> }) => {
  const { t } = useLingui()
  return (
    <GatePage title={props.forgotten ? t`Đặt PIN mới` : t`Đặt PIN cho máy này`}>
      <Text>
        <Trans>
          Mỗi lần mở ứng dụng bạn nhập 6 số này, không cần mạng. Ai cầm được máy mà không biết PIN thì không đọc được dữ
          liệu của tổ.
        </Trans>
      </Text>
      <Text>
        <Trans>Quên PIN thì đăng nhập lại bằng mật khẩu khi có mạng; việc chưa gửi vẫn còn.</Trans>
      </Text>
      <NewPinForm onPin={props.onPin} />
    </GatePage>
  )
}
