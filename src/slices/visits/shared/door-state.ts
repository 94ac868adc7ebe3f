import type { Day } from '#platform/shared/dates.ts'
import { followUpOf } from './follow-ups.ts'
import type { Visit } from './visit.ts'

/** new: never visited · follow-up: agreed to come again · the others as the last visit ended. */
export const doorStates = ['new', 'done', 'follow-up', 'absent', 'refused', 'moved'] as const
export type DoorStateCode = (typeof doorStates)[number]

export interface DoorState {
  state: DoorStateCode
  /** How often in a row nobody was home, up to the last visit. */
  absences: number
  followUpOn: Day | null
  lastDay: Day | null
}

/** What a door's state is derived from. */
export type DoorVisit = Pick<
  Visit,
  'day' | 'madeAt' | 'place' | 'outcome' | 'followUpOn' | 'followUpDone' | 'cancelledOn'
>

/**
 * The state of a door from its visits, in any order: the last one that was not cancelled decides, and where a follow-up
 * was agreed in it that nobody has ticked off, that is what is next. Somebody helped by phone has not been visited: it
 * answers a follow-up and may agree on one, and leaves the door as it was. Derived, never stored, so that phone and
 * office cannot differ.
 */
export const doorState = (visits: readonly DoorVisit[]): DoorState => {
  const counted = visits.filter((visit) => !visit.cancelledOn).sort(newestFirst)
  const atDoor = counted.filter(({ place }) => place === 'home')
  const followUpOn = counted[0] ? followUpOf(counted[0]) : null
  const [last] = atDoor
  const met = atDoor.findIndex((visit) => visit.outcome !== 'absent')
  return {
    state: followUpOn ? 'follow-up' : (last?.outcome ?? 'new'),
    absences: met === -1 ? atDoor.length : met,
    followUpOn,
    lastDay: last?.day ?? null,
  }
}

/** Is the follow-up due on `today`? */
export const isDue = (state: DoorState, today: Day): boolean => state.followUpOn !== null && state.followUpOn <= today

/** Orders visits: the latest day first, of one day the latest written down. */
export const newestFirst = (a: Pick<Visit, 'day' | 'madeAt'>, b: Pick<Visit, 'day' | 'madeAt'>): number =>
  a.day === b.day ? (a.madeAt < b.madeAt ? 1 : -1) : a.day < b.day ? 1 : -1
