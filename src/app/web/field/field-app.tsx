import { useCallback, useEffect, useState } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import type { SyncRow } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { SyncProvider, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { AddDoorPage, EditDoorPage } from '#slices/households/web/field/public.ts'
import { SignInPage } from '#slices/identity/web/field/public.ts'
import { GuidePage } from '#slices/library/web/field/public.ts'
import { InvitationPage, InviteMemberPage, MembersPage } from '#slices/teams/web/field/public.ts'
import {
  ChooseDoorPage,
  CorrectVisitPage,
  DoorPage,
  DoorsPage,
  RecordAtDeskPage,
  RecordAtDoorPage,
  TodayPage,
  VisitPage,
} from '#slices/visits/web/field/public.ts'
import { BottomBar } from './bottom-bar.tsx'
import { ConflictsPage } from './conflicts-page.tsx'
import { Guard } from './guard.tsx'
import { lazily } from './lazily.tsx'
import { LostNotice } from './lost-notice.tsx'
import { watchForLoss } from './lost-phone.ts'
import { MorePage } from './more-page.tsx'
import { NewVersion } from './new-version.tsx'
import { currentAccount, enterPhone, openPhone } from './phone-session.ts'
import { StatusLine } from './status-line.tsx'
import { TrayPage } from './tray-page.tsx'

/** The phone's app: a guard, then somebody's phone; without an account the way in. */
export const FieldApp = () => (
  <Guard>
    <Router base="/app">
      <NewVersion />
      <Entrance />
    </Router>
  </Guard>
)

const Entrance = () => {
  useEffect(watchForLoss, [])
  const [, navigate] = useLocation()
  const [entered, setEntered] = useState<SyncClient | null>(null)
  const enter = async (token: string) => {
    setEntered(await enterPhone(token))
    navigate('/', { replace: true })
  }
  return (
    <Switch>
      <Route path="/i">
        <InvitationPage onAccepted={enter} />
      </Route>
      <Route>{entered ? <Phone client={entered} /> : <PhoneOfBefore onSignedIn={enter} />}</Route>
    </Switch>
  )
}

const PhoneOfBefore = ({ onSignedIn }: { onSignedIn: (token: string) => Promise<void> }) => {
  const [accountId] = useState(currentAccount)
  return accountId ? (
    <OpenPhone accountId={accountId} />
  ) : (
    <>
      <LostNotice />
      <SignInPage onSignedIn={onSignedIn} />
    </>
  )
}

const OpenPhone = ({ accountId }: { accountId: Id }) => {
  const [client, setClient] = useState<SyncClient | null>(null)
  useEffect(() => {
    let opened: SyncClient | null = null
    let left = false
    void openPhone(accountId).then((phone) => {
      if (left) return phone.close()
      opened = phone
      setClient(phone)
    })
    return () => {
      left = true
      opened?.close()
    }
  }, [accountId])
  return client && <Phone client={client} />
}

const Phone = ({ client }: { client: SyncClient }) => (
  <SyncProvider value={client}>
    <StatusLine onSignedIn={enterAgain} />
    <Pages />
    <BottomBar />
  </SyncProvider>
)

// The store is open here, perhaps that of another account: the app begins anew with that of who has signed in.
async function enterAgain(token: string): Promise<void> {
  const client = await enterPhone(token)
  client.close()
  location.replace('/app/')
}

const LostPhonePage = lazily(() =>
  import('#slices/teams/web/field/lost-phone-page.tsx').then((page) => page.LostPhonePage),
)
const OwnPhonesPage = lazily(() =>
  import('#slices/identity/web/field/own-phones-page.tsx').then((page) => page.OwnPhonesPage),
)
const RescuePage = lazily(() => import('./rescue-page.tsx').then((page) => page.RescuePage))

const Pages = () => (
  <Switch>
    <Route path="/">
      <Today />
    </Route>
    <Route path="/doors" component={DoorsPage} />
    <Route path="/doors/new" component={AddDoorPage} />
    <Route path="/doors/:id/edit">{({ id }) => <EditDoorPage id={id} key={id} />}</Route>
    <Route path="/doors/:id">{({ id }) => <DoorPage id={id} key={id} />}</Route>
    <Route path="/record" component={ChooseDoorPage} />
    <Route path="/record/desk" component={RecordAtDeskPage} />
    <Route path="/record/:id">{({ id }) => <RecordAtDoorPage doorId={id} key={id} />}</Route>
    <Route path="/visits/:id/correct">{({ id }) => <CorrectVisitPage id={id} key={id} />}</Route>
    <Route path="/visits/:id">{({ id }) => <VisitPage id={id} key={id} />}</Route>
    <Route path="/guide" component={GuidePage} />
    <Route path="/members" component={MembersPage} />
    <Route path="/members/:id/invite">{({ id }) => <InviteMemberPage membershipId={id} key={id} />}</Route>
    <Route path="/tray" component={TrayPage} />
    <Route path="/members/:id/lost-phone">{({ id }) => <LostPhonePage membershipId={id} key={id} />}</Route>
    <Route path="/phones" component={OwnPhonesPage} />
    <Route path="/rescue" component={RescuePage} />
    <Route path="/conflicts" component={ConflictsPage} />
    <Route component={MorePage} />
  </Switch>
)

const Today = () => {
  const client = useSyncClient()
  const ours = client.me()?.teams[0]
  const isOurs = useCallback(({ id }: SyncRow) => id === ours, [ours])
  const [team] = useRows<SyncRow & { name: string }>('team', isOurs)
  return <TodayPage teamName={team?.name ?? client.me()?.name ?? 'Từng Nhà'} />
}
