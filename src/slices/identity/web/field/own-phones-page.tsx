import { useLingui } from '@lingui/react/macro'
import { createCall } from '#platform/web/api.ts'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { listSessions, loseSession } from '#slices/identity/shared/routes.ts'
import { PhonesToLose } from './phones-to-lose.tsx'

/** One's own phones: where one is signed in, and the way to report one lost. Needs the network. */
export const OwnPhonesPage = () => {
  const { t } = useLingui()
  const client = useSyncClient()
  const call = createCall(() => client.token())
  const load = async () => {
    const { sessions, lost } = await call(listSessions, {})
    return { phones: sessions.filter(({ isPhone }) => isPhone), lost }
  }
  return (
    <Page title={t`Máy của tôi`} back>
      <PhonesToLose load={load} lose={(sessionId) => call(loseSession, { params: { sessionId } })} />
    </Page>
  )
}
