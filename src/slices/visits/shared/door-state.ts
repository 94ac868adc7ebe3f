import type { Day } from '#platform/shared/dates.ts'
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
export type DoorVisit = Pick<Visit, 'day' | 'madeAt' | 'outcome' | 'followUpOn' | 'cancelledOn'>

/**
 * The state of a door from its visits, in any order: the last one that was not cancelled decides, and where a follow-up
 * was agreed in it, that is what is next. Derived, never stored, so that phone and office cannot differ.
 */
export const doorState = (visits: readonly DoorVisit[]): DoorState => {
  const [last, ...earlier] = visits.filter((visit) => !visit.cancelledOn).sort(newestFirst)
  if (!last) return { state: 'new', absences: 0, followUpOn: null, lastDay: null }
  const met = [last, ...earlier].findIndex((visit) => visit.outcome !== 'absent')
  return {
    state: last.followUpOn ? 'follow-up' : last.outcome,
    absences: met === -1 ? earlier.length + 1 : met,
    followUpOn: last.followUpOn,
    lastDay: last.day,
  }
}

/** Is the follow-up due on `today`? */
export const isDue = (state: DoorState, today: Day): boolean => state.followUpOn !== null && state.followUpOn <= today

const newestFirst = (a: DoorVisit, b: DoorVisit): number =>
  a.day === b.day ? (a.madeAt < b.madeAt ? 1 : -1) : a.day < b.day ? 1 : -1
