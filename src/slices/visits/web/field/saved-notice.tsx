import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useCallback, useDeferredValue } from 'react'
import { Link, useLocation } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { UndoBar } from '#platform/web/ui/field/undo-bar.tsx'
import { doorTitle } from '#slices/households/web/field/public.ts'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'
import { useDoors } from './use-doors.ts'

/** After a visit was saved: that it was, how to take it back, and which door comes next in the walk. */
export const SavedNotice = () => {
  const saved = useHistoryState<{ saved?: string } | null>()?.saved
  return saved ? <Saved id={saved} key={saved} /> : null
}

const Saved = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const [at, navigate] = useLocation()
  const visit = useRow<Visit>(visitKind, id)
  // Said at once; what comes next is looked for after it.
  const said = useDeferredValue(true, false)
  const gone = useCallback(() => navigate(at, { replace: true, state: null }), [at, navigate])
  const undo = () => {
    void client.enqueue({ name: 'visit.cancel', args: { id, reason: null }, team: visit?.doneByTeamId })
    gone()
  }
  return (
    <>
      {said && visit?.householdId && <NextDoor after={visit.householdId} />}
      {visit?.outcome === 'done' && (
        <Button component={Link} href={`/visits/${id}/confirm`} size="lg" variant="default">
          <Trans>Mời người dân xác nhận</Trans>
        </Button>
      )}
      <UndoBar message={t`Đã lưu trên máy`} onUndo={undo} onGone={gone} />
    </>
  )
}

/** The door that comes after this one in the walk and was not visited yet; else any after it. */
const NextDoor = ({ after }: { after: string }) => {
  const { t } = useLingui()
  const doors = useDoors()
  const later = doors.slice(doors.findIndex(({ door }) => door.id === after) + 1)
  const next = (later.find(({ state }) => state.state === 'new') ?? later[0])?.door
  return next ? (
    <Button component={Link} href={`/record/${next.id}`} size="lg" variant="light">
      <Trans>Nhà tiếp theo: {doorTitle(next, (number) => t`Số ${number}`)}</Trans>
    </Button>
  ) : null
}
