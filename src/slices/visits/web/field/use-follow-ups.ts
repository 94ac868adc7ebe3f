import { useMemo } from 'react'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import { useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { type Household, householdKind } from '#slices/households/shared/public.ts'
import { type FollowUp, type FollowUpTime, openFollowUps, timeOf } from '#slices/visits/shared/follow-ups.ts'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'

export interface DoorFollowUp extends FollowUp {
  /** null: agreed at a help desk, with a group, by phone. */
  door: Household | null
  time: FollowUpTime
}

/** The day on which the phone is, by the best known clock. */
export const useToday = (): Day => dayInVietnam(useSyncClient().nowMs())

/** What is open, the earliest first; not at doors that were closed or left the team. */
export const useFollowUps = (): readonly DoorFollowUp[] => {
  const visits = useRows<Visit>(visitKind)
  const doors = useRows<Household>(householdKind)
  const today = useToday()
  return useMemo(() => {
    const open = new Map(doors.filter(({ closedOn }) => !closedOn).map((door) => [door.id, door]))
    return openFollowUps(visits).flatMap(({ visit, on }) => {
      const door = visit.householdId ? open.get(visit.householdId) : null
      return door === undefined ? [] : [{ visit, on, door, time: timeOf(on, today) }]
    })
  }, [visits, doors, today])
}
