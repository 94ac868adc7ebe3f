import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { UndoBar } from '#platform/web/ui/field/undo-bar.tsx'
import { type Household, householdKind } from '#slices/households/shared/public.ts'

/** After a door was closed: that it left the list, and how to take it back. */
export const ClosedNotice = () => {
  const closed = useHistoryState<{ closed?: string } | null>()?.closed
  return closed ? <Closed id={closed} key={closed} /> : null
}

const Closed = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const [at, navigate] = useLocation()
  const door = useRow<Household>(householdKind, id)
  const gone = useCallback(() => navigate(at, { replace: true, state: null }), [at, navigate])
  const undo = () => {
    const changes = { closedOn: { old: door?.closedOn ?? null, new: null } }
    void client.enqueue({ name: 'household.edit', args: { id, changes }, team: door?.teamId })
    gone()
  }
  return door?.closedOn ? <UndoBar message={t`Đã đóng hộ`} onUndo={undo} onGone={gone} /> : null
}
