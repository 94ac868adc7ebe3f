import { useMemo } from 'react'
import { useRows } from '#platform/web/sync/use-sync.ts'
import { type Household, householdKind, inWalkOrder, keptDoors } from '#slices/households/shared/public.ts'
import { type DoorState, doorState, newestFirst } from '#slices/visits/shared/door-state.ts'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'

export interface DoorInWalk {
  door: Household
  state: DoorState
}

/** The open doors of this phone's teams in the order of the walk, each with its state. */
export const useDoors = (): readonly DoorInWalk[] => useDoorsThat(isOpen)

/** Those that were closed: out of the walk, but to be found and opened again. */
export const useClosedDoors = (): readonly DoorInWalk[] => useDoorsThat(isClosed)

const isOpen = ({ closedOn, mergedInto }: Household): boolean => !closedOn && !mergedInto
const isClosed = ({ closedOn, mergedInto }: Household): boolean => Boolean(closedOn) && !mergedInto

const useDoorsThat = (belongs: (door: Household) => boolean): readonly DoorInWalk[] => {
  const doors = useRows<Household>(householdKind)
  const visits = useRows<Visit>(visitKind)
  return useMemo(() => {
    const byDoor = visitsByDoor(visits, keptDoors(doors))
    return inWalkOrder(doors.filter(belongs)).map((door) => ({ door, state: doorState(byDoor.get(door.id) ?? []) }))
  }, [doors, visits, belongs])
}

/** Visits by door, newest first; those at a merged door (`kept`: see keptDoors) with those of the one that is kept. */
export const visitsByDoor = (
  visits: readonly Visit[],
  kept: ReadonlyMap<string, string> = new Map(),
): Map<string, Visit[]> => {
  const byDoor = new Map<string, Visit[]>()
  for (const visit of visits) {
    if (!visit.householdId) continue
    const door = kept.get(visit.householdId) ?? visit.householdId
    const known = byDoor.get(door)
    if (known) known.push(visit)
    else byDoor.set(door, [visit])
  }
  for (const list of byDoor.values()) list.sort(newestFirst)
  return byDoor
}
