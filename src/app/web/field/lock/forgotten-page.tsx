import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { SignInForm } from '#slices/identity/web/field/public.ts'
import { GatePage } from './gate-page.tsx'

/** The PIN is forgotten: the password opens, online. */
export const ForgottenPage = (props: { onSignedIn: (token: string) => Promise<void>; onBack: () => void }) => {
  const { t } = useLingui()
  return (
    <GatePage title={t`Đăng nhập để đặt PIN mới`}>
      <Text>
        <Trans>Cần có mạng. Việc chưa gửi và bản nháp trên máy vẫn còn nguyên.</Trans>
      </Text>
      <SignInForm onSignedIn={props.onSignedIn} />
      <Button size="lg" variant="subtle" onClick={props.onBack}>
        <Trans>Quay lại nhập PIN</Trans>
      </Button>
    </GatePage>
  )
}
