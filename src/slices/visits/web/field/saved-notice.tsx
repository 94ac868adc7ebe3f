import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useCallback } from 'react'
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
  const next = useNextDoor(visit?.householdId ?? null)
  const gone = useCallback(() => navigate(at, { replace: true, state: null }), [at, navigate])
  const undo = () => {
    void client.enqueue({ name: 'visit.cancel', args: { id, reason: null }, team: visit?.doneByTeamId })
    gone()
  }
  return (
    <>
      {next && (
        <Button component={Link} href={`/record/${next.id}`} size="lg" variant="light">
          <Trans>Nhà tiếp theo: {doorTitle(next, (number) => t`Số ${number}`)}</Trans>
        </Button>
      )}
      {visit?.outcome === 'done' && (
        <Button component={Link} href={`/visits/${id}/confirm`} size="lg" variant="default">
          <Trans>Mời người dân xác nhận</Trans>
        </Button>
      )}
      <UndoBar message={t`Đã lưu trên máy`} onUndo={undo} onGone={gone} />
    </>
  )
}

/** The door that comes after `doorId` in the walk and was not visited yet; else any after it. */
const useNextDoor = (doorId: string | null) => {
  const doors = useDoors()
  const after = doors.slice(doors.findIndex(({ door }) => door.id === doorId) + 1)
  return doorId ? (after.find(({ state }) => state.state === 'new') ?? after[0])?.door : undefined
}
