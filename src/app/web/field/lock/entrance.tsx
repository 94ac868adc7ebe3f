import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Center } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import type { Id } from '#platform/shared/ids.ts'
import type { Bytes, DataKey } from '#platform/web/lock/sealing.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { lazily } from '#platform/web/ui/field/lazily.tsx'
import { SignInPage } from '#slices/identity/web/field/public.ts'
import { LostNotice } from '../lost-notice.tsx'
import { watchForLoss } from '../lost-phone.ts'
import { currentAccount, openPhone, type SignIn, signInOf } from '../phone-session.ts'
import { askRecoveryKey, handInRecoveryKey, lockWithPin, newPinByRecovery, stateOfStore, tryPinsAnew } from './gate.ts'
import { LockProvider } from './lock-context.ts'
import { membersHere, rememberMember } from './members-here.ts'
import { NewPinPage } from './new-pin-page.tsx'
import { UnlockPage } from './unlock-page.tsx'
import { useAutoLock } from './use-auto-lock.ts'

const InvitationPage = lazily(() =>
  import('#slices/teams/web/field/invitation-page.tsx').then((page) => page.InvitationPage),
)
// Needs the network in any case, to sign in.
const ForgottenPage = lazily(() => import('./forgotten-page.tsx').then((page) => page.ForgottenPage))

/** Where somebody stands on the way to their data. `signIn`: the session that was just opened, not kept anywhere yet. */
type Stage =
  | { at: 'starting' }
  | { at: 'sign-in' }
  | { at: 'new-pin'; account: Id; signIn: SignIn | null; recovery: Bytes | null }
  | { at: 'locked'; account: Id; signIn: SignIn | null; noKey: boolean }
  | { at: 'forgotten'; account: Id }
  | { at: 'open'; account: Id; client: SyncClient }

interface Props {
  children: (client: SyncClient, onSignedIn: (token: string) => Promise<void>) => ReactNode
}

/** Whoever opens the app comes through here: signs in, chooses a PIN, unlocks. Several members of one phone stay apart. */
export const Entrance = ({ children }: Props) => {
  const [, navigate] = useLocation()
  const [stage, setStage] = useState<Stage>({ at: 'starting' })
  useEffect(() => void firstStage().then(setStage), [])
  useEffect(watchForLoss, [])
  const client = stage.at === 'open' ? stage.client : null
  useEffect(() => () => client?.close(), [client])
  const account = stage.at === 'open' ? stage.account : null
  const lockNow = useCallback(
    () => account && setStage({ at: 'locked', account, signIn: null, noKey: false }),
    [account],
  )
  useAutoLock(account ? lockNow : null)

  const open = async (whose: Id, key: DataKey, signIn: SignIn | null) => {
    const opened = await openPhone(whose, key, signIn)
    const { name } = opened.me() ?? {}
    if (name) rememberMember(whose, name)
    const token = opened.token()
    if (token) void handInRecoveryKey(whose, key, token)
    setStage({ at: 'open', account: whose, client: opened })
  }
  const enter = async (token: string) => {
    const signIn = await signInOf(token)
    if (client && signIn.me.accountId === account) return client.signedIn(token, signIn.me)
    setStage(await stageOf(signIn.me.accountId, signIn))
    navigate('/', { replace: true })
  }
  return (
    <Switch>
      <Route path="/i">
        <InvitationPage onAccepted={enter} />
      </Route>
      <Route>
        {stage.at === 'open' ? (
          <LockProvider value={{ account: stage.account, lockNow }}>{children(stage.client, enter)}</LockProvider>
        ) : (
          <Gate stage={stage} onStage={setStage} onSignedIn={enter} onOpen={open} />
        )}
      </Route>
    </Switch>
  )
}

interface GateProps {
  stage: Exclude<Stage, { at: 'open' }>
  onStage: (stage: Stage) => void
  onSignedIn: (token: string) => Promise<void>
  onOpen: (account: Id, key: DataKey, signIn: SignIn | null) => Promise<void>
}

const Gate = (props: GateProps) => {
  const { stage, onStage, onSignedIn } = props
  if (stage.at === 'starting') return null
  if (stage.at === 'sign-in')
    return (
      <>
        <LostNotice />
        <SignInPage onSignedIn={onSignedIn} />
        {membersHere().length > 0 && <BackToMembers onBack={() => void firstStage().then(onStage)} />}
      </>
    )
  if (stage.at === 'new-pin') return <SetPin {...props} stage={stage} />
  if (stage.at === 'locked') return <Locked {...props} stage={stage} />
  const { account } = stage
  const signedIn = async (token: string) => {
    const signIn = await signInOf(token)
    // Somebody else signed in: their data is another matter.
    if (signIn.me.accountId !== account) return onStage(await stageOf(signIn.me.accountId, signIn))
    onStage(await stageByServer(account, signIn))
  }
  return (
    <ForgottenPage
      onSignedIn={signedIn}
      onBack={() => onStage({ at: 'locked', account, signIn: null, noKey: false })}
    />
  )
}

const BackToMembers = ({ onBack }: { onBack: () => void }) => (
  <Center px="lg">
    <Button size="lg" variant="subtle" onClick={onBack}>
      <Trans>Quay lại nhập PIN</Trans>
    </Button>
  </Center>
)

const SetPin = ({ stage, onOpen }: GateProps & { stage: Extract<Stage, { at: 'new-pin' }> }) => {
  const { account, signIn, recovery } = stage
  const take = async (pin: string) => {
    const key = recovery ? await newPinByRecovery(account, recovery, pin) : await lockWithPin(account, pin)
    if (!key) throw new Error('the key of the server does not open this store')
    await onOpen(account, key, signIn)
  }
  return <NewPinPage forgotten={recovery !== null} onPin={take} />
}

const Locked = ({ stage, onStage, onOpen }: GateProps & { stage: Extract<Stage, { at: 'locked' }> }) => {
  const { t } = useLingui()
  const { account, signIn, noKey } = stage
  const members = membersHere()
  const forgotten = async () => onStage(signIn ? await stageByServer(account, signIn) : { at: 'forgotten', account })
  return (
    <UnlockPage
      member={members.find((member) => member.account === account) ?? { account, label: null }}
      others={members.filter((member) => member.account !== account)}
      notice={noKey ? t`Máy chủ không giữ khóa của máy này, nên cần đúng PIN cũ. Bạn được thử lại từ đầu.` : null}
      onOpen={(key) => onOpen(account, key, signIn)}
      onForgotten={() => void forgotten()}
      onOther={(other) => void stageOf(other, null).then(onStage)}
      onSomebodyElse={() => onStage({ at: 'sign-in' })}
    />
  )
}

const firstStage = async (): Promise<Stage> => {
  const [first] = membersHere()
  return first ? stageOf(currentAccount() ?? first.account, null) : { at: 'sign-in' }
}

async function stageOf(account: Id, signIn: SignIn | null): Promise<Stage> {
  const state = await stateOfStore(account)
  if (state === 'locked') return { at: 'locked', account, signIn, noKey: false }
  return signIn || state === 'plain' ? { at: 'new-pin', account, signIn, recovery: null } : { at: 'sign-in' }
}

/** After a fresh sign-in: the key of the server opens, under a new PIN. Where the server has none, PINs may be tried anew. */
async function stageByServer(account: Id, signIn: SignIn): Promise<Stage> {
  const recovery = await askRecoveryKey(account, signIn.token)
  if (recovery) return { at: 'new-pin', account, signIn, recovery }
  await tryPinsAnew(account)
  return { at: 'locked', account, signIn, noKey: true }
}
