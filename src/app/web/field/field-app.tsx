import { useCallback } from 'react'
import { Route, Router, Switch } from 'wouter'
import type { SyncRow } from '#platform/shared/command.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { SyncProvider, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { lazily } from '#platform/web/ui/field/lazily.tsx'
import { AddDoorPage, EditDoorPage } from '#slices/households/web/field/public.ts'
import {
  ChooseDoorPage,
  CounterPage,
  DoorPage,
  DoorsPage,
  PhotoSending,
  RecordAtDeskPage,
  RecordAtDoorPage,
  RecordGroupPage,
  RecordPhonePage,
  Reminder,
  TodayPage,
  visitPages,
} from '#slices/visits/web/field/public.ts'
import { BottomBar } from './bottom-bar.tsx'
import { Guard } from './guard.tsx'
import { useHoldRest } from './hold-rest.ts'
import { Entrance } from './lock/entrance.tsx'
import { NewVersion } from './new-version.tsx'
import { RoomNotice } from './room-notice.tsx'
import { StatusLine } from './status-line.tsx'
import { TodayNotices } from './today-notices.tsx'

/** The phone's app: a guard, then the way in, then somebody's phone. */
export const FieldApp = () => (
  <Guard>
    <Router base="/app">
      <NewVersion />
      <Entrance>{(client, onSignedIn) => <Phone client={client} onSignedIn={onSignedIn} />}</Entrance>
    </Router>
  </Guard>
)

interface PhoneProps {
  client: SyncClient
  onSignedIn: (token: string) => Promise<void>
}

const Phone = ({ client, onSignedIn }: PhoneProps) => (
  <SyncProvider value={client}>
    <StatusLine onSignedIn={onSignedIn} />
    <Reminder />
    <RoomNotice />
    <PhotoSending />
    <Pages />
    <BottomBar />
    <HoldRest />
  </SyncProvider>
)

const HoldRest = () => {
  useHoldRest()
  return null
}

// What the first visit does not need: signing in, the PIN, the list of doors and recording are the start; every other page
// comes when it is opened, or when the service worker stores the rest.
const MorePage = lazily(() => import('./more-page.tsx').then((page) => page.MorePage))
const TrayPage = lazily(() => import('./tray-page.tsx').then((page) => page.TrayPage))
const ConflictsPage = lazily(() => import('./conflicts-page.tsx').then((page) => page.ConflictsPage))
const TeamRefusedPage = lazily(() => import('./team-refused-page.tsx').then((page) => page.TeamRefusedPage))
const RescuePage = lazily(() => import('./rescue-page.tsx').then((page) => page.RescuePage))
const LockPage = lazily(() => import('./lock/lock-page.tsx').then((page) => page.LockPage))
const OwnPhonesPage = lazily(() =>
  import('#slices/identity/web/field/own-phones-page.tsx').then((page) => page.OwnPhonesPage),
)
const GuidePage = lazily(() => import('#slices/library/web/field/guide-page.tsx').then((page) => page.GuidePage))
const MembersPage = lazily(() => import('#slices/teams/web/field/members-page.tsx').then((page) => page.MembersPage))
const InviteMemberPage = lazily(() =>
  import('#slices/teams/web/field/invite-member-page.tsx').then((page) => page.InviteMemberPage),
)
const LostPhonePage = lazily(() =>
  import('#slices/teams/web/field/lost-phone-page.tsx').then((page) => page.LostPhonePage),
)
// The register of persons: only where a commune keeps one, so its pages come when one of them is opened.
const AddPersonPage = lazily(() =>
  import('#slices/households/web/field/people/add-person-page.tsx').then((page) => page.AddPersonPage),
)
const PersonPage = lazily(() =>
  import('#slices/households/web/field/people/person-page.tsx').then((page) => page.PersonPage),
)
const EditPersonPage = lazily(() =>
  import('#slices/households/web/field/people/edit-person-page.tsx').then((page) => page.EditPersonPage),
)
const MovePersonPage = lazily(() =>
  import('#slices/households/web/field/people/move-person-page.tsx').then((page) => page.MovePersonPage),
)
const DuplicatesPage = lazily(() =>
  import('#slices/households/web/field/people/duplicates-page.tsx').then((page) => page.DuplicatesPage),
)
const ConsentPage = lazily(() =>
  import('#slices/households/web/field/people/consent-page.tsx').then((page) => page.ConsentPage),
)
const FollowUpsPage = lazily(visitPages.followUps)
const CardPage = lazily(visitPages.card)
const VisitPage = lazily(visitPages.visit)
const CorrectVisitPage = lazily(visitPages.correct)
const PhotosPage = lazily(() =>
  import('#slices/visits/web/field/photos/photos-page.tsx').then((page) => page.PhotosPage),
)
const ConfirmVisitPage = lazily(() =>
  import('#slices/verification/web/field/confirm-visit-page.tsx').then((page) => page.ConfirmVisitPage),
)
const FindingsPage = lazily(() =>
  import('#slices/verification/web/field/findings-page.tsx').then((page) => page.FindingsPage),
)

const Pages = () => (
  <Switch>
    <Route path="/">
      <Today />
    </Route>
    <Route path="/doors" component={DoorsPage} />
    <Route path="/doors/new" component={AddDoorPage} />
    <Route path="/doors/:id/edit">{({ id }) => <EditDoorPage id={id} key={id} />}</Route>
    <Route path="/doors/:id/people/new">{({ id }) => <AddPersonPage doorId={id} key={id} />}</Route>
    <Route path="/doors/:id">{({ id }) => <DoorPage id={id} key={id} />}</Route>
    <Route path="/duplicates" component={DuplicatesPage} />
    <Route path="/people/:id/edit">{({ id }) => <EditPersonPage id={id} key={id} />}</Route>
    <Route path="/people/:id/move">{({ id }) => <MovePersonPage id={id} key={id} />}</Route>
    <Route path="/people/:id/consent">{({ id }) => <ConsentPage id={id} key={id} />}</Route>
    <Route path="/people/:id">{({ id }) => <PersonPage id={id} key={id} />}</Route>
    <Route path="/record" component={ChooseDoorPage} />
    <Route path="/record/desk" component={CounterPage} />
    <Route path="/record/desk/full" component={RecordAtDeskPage} />
    <Route path="/record/group" component={RecordGroupPage} />
    <Route path="/record/phone">
      <RecordPhonePage />
    </Route>
    <Route path="/record/phone/:id">{({ id }) => <RecordPhonePage doorId={id} key={id} />}</Route>
    <Route path="/follow-ups" component={FollowUpsPage} />
    <Route path="/card" component={CardPage} />
    <Route path="/record/:id">{({ id }) => <RecordAtDoorPage doorId={id} key={id} />}</Route>
    <Route path="/visits/:id/correct">{({ id }) => <CorrectVisitPage id={id} key={id} />}</Route>
    <Route path="/visits/:id/confirm">{({ id }) => <ConfirmVisitPage id={id} key={id} />}</Route>
    <Route path="/visits/:id">{({ id }) => <VisitPage id={id} key={id} />}</Route>
    <Route path="/guide" component={GuidePage} />
    <Route path="/members" component={MembersPage} />
    <Route path="/members/:id/invite">{({ id }) => <InviteMemberPage membershipId={id} key={id} />}</Route>
    <Route path="/findings" component={FindingsPage} />
    <Route path="/tray" component={TrayPage} />
    <Route path="/members/:id/lost-phone">{({ id }) => <LostPhonePage membershipId={id} key={id} />}</Route>
    <Route path="/team-refused" component={TeamRefusedPage} />
    <Route path="/phones" component={OwnPhonesPage} />
    <Route path="/lock" component={LockPage} />
    <Route path="/photos" component={PhotosPage} />
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
  return (
    <>
      <TodayNotices />
      <TodayPage teamName={team?.name ?? client.me()?.name ?? 'Từng Nhà'} />
    </>
  )
}
