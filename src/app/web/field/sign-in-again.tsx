import { Trans } from '@lingui/react/macro'
import { Button, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { SignInForm } from '#slices/identity/web/field/public.ts'
import classes from './sign-in-again.module.css'

/** A new session for the same work: nothing on the phone is touched. The browser's own dialog keeps the focus inside. */
export const SignInAgain = (props: { onSignedIn: (token: string) => Promise<void>; onClose: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className={classes.dialog} onClose={props.onClose} aria-labelledby="sign-in-again">
      <Title order={2} id="sign-in-again" mb="md">
        <Trans>Đăng nhập lại</Trans>
      </Title>
      <SignInForm onSignedIn={props.onSignedIn} />
      <Button size="lg" variant="subtle" fullWidth mt="sm" onClick={() => dialog.current?.close()}>
        <Trans>Để sau</Trans>
      </Button>
    </dialog>
  )
}
