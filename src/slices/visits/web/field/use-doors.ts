import { useMemo } from 'react'
import { useRows } from '#platform/web/sync/use-sync.ts'
import { type Household, householdKind, inWalkOrder } from '#slices/households/shared/public.ts'
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

const isOpen = ({ closedOn }: Household): boolean => !closedOn
const isClosed = ({ closedOn }: Household): boolean => Boolean(closedOn)

const useDoorsThat = (belongs: (door: Household) => boolean): readonly DoorInWalk[] => {
  const doors = useRows<Household>(householdKind, belongs)
  const visits = useRows<Visit>(visitKind)
  return useMemo(() => {
    const byDoor = visitsByDoor(visits)
    return inWalkOrder(doors).map((door) => ({ door, state: doorState(byDoor.get(door.id) ?? []) }))
  }, [doors, visits])
}

/** Visits by door, newest first. */
export const visitsByDoor = (visits: readonly Visit[]): Map<string, Visit[]> => {
  const byDoor = new Map<string, Visit[]>()
  for (const visit of visits) {
    if (!visit.householdId) continue
    const known = byDoor.get(visit.householdId)
    if (known) known.push(visit)
    else byDoor.set(visit.householdId, [visit])
  }
  for (const list of byDoor.values()) list.sort(newestFirst)
  return byDoor
}
