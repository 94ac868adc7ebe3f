import { Trans } from '@lingui/react/macro'
import { Alert } from '@mantine/core'

/** Shown where the app begins anew because the phone was reported lost. */
export const LostNotice = () =>
  new URLSearchParams(location.search).has('lost') && (
    <Alert color="red" m="md" role="alert">
      <Trans>
        Máy này đã được báo mất nên dữ liệu của tài khoản trên máy đã bị xóa. Nếu máy đang ở trong tay bạn, hãy đăng
        nhập lại.
      </Trans>
    </Alert>
  )
