import { onceFor } from '#platform/web/sync/once-for.ts'
import { useRows } from '#platform/web/sync/use-sync.ts'
import { type Household, householdKind, inWalkOrder, keptDoors } from '#slices/households/shared/public.ts'
import { type DoorState, doorState } from '#slices/visits/shared/door-state.ts'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'

export interface DoorInWalk {
  door: Household
  state: DoorState
}

/** The open doors of this phone's teams in the order of the walk, each with its state. */
export const useDoors = (): readonly DoorInWalk[] => useWalk().open

/** Those that were closed: out of the walk, but to be found and opened again. */
export const useClosedDoors = (): readonly DoorInWalk[] => useWalk().closed

const useWalk = () => {
  const doors = useRows<Household>(householdKind)
  const visits = useRows<Visit>(visitKind)
  return walkOf(doors, visits)
}

// Several parts of a screen ask for it, and each screen anew: it costs a slow phone a tenth of a second.
const walkOf = onceFor((doors: readonly Household[], visits: readonly Visit[]) => {
  const byDoor = visitsByDoor(visits, keptDoors(doors))
  const walk = inWalkOrder(doors.filter(({ mergedInto }) => !mergedInto)).map((door) => ({
    door,
    state: doorState(byDoor.get(door.id) ?? []),
  }))
  return { open: walk.filter(({ door }) => !door.closedOn), closed: walk.filter(({ door }) => door.closedOn) }
})

/** Visits by door, as they come; those at a merged door (`kept`: see keptDoors) with those of the one that is kept. */
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
  return byDoor
}
