import { useLingui } from '@lingui/react/macro'
import { Modal } from '@mantine/core'
import { SignInForm } from '#slices/identity/web/field/sign-in-form.tsx'

/** A new session for the same work: nothing on the phone is touched. */
export const SignInAgain = (props: { onSignedIn: (token: string) => Promise<void>; onClose: () => void }) => {
  const { t } = useLingui()
  return (
    <Modal opened onClose={props.onClose} title={t`Đăng nhập lại`} closeButtonProps={{ 'aria-label': t`Đóng` }}>
      <SignInForm onSignedIn={props.onSignedIn} />
    </Modal>
  )
}
