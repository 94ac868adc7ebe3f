import { addDays, type Day } from '#platform/shared/dates.ts'
import type { Visit } from './visit.ts'

/** An agreed follow-up that nobody has answered. */
export interface FollowUp {
  /** The visit at which it was agreed. */
  visit: Visit
  on: Day
}

/** When somebody is to come again after this visit; null: nothing was agreed, or it was ticked off. */
export const followUpOf = ({
  followUpOn,
  followUpDone,
  cancelledOn,
}: Pick<Visit, 'followUpOn' | 'followUpDone' | 'cancelledOn'>): Day | null =>
  cancelledOn || followUpDone ? null : followUpOn

/**
 * The follow-ups that are open, the earliest first. At a door a later visit (or talk on the phone) answers what was agreed
 * before, however it ended; what was agreed elsewhere is ticked off by a person.
 */
export const openFollowUps = (visits: readonly Visit[]): FollowUp[] => {
  const lastAt = new Map<string, Visit>()
  for (const visit of visits) {
    const { householdId, cancelledOn } = visit
    if (!householdId || cancelledOn) continue
    const known = lastAt.get(householdId)
    if (!known || isLater(visit, known)) lastAt.set(householdId, visit)
  }
  return visits
    .filter((visit) => !visit.householdId || lastAt.get(visit.householdId) === visit)
    .flatMap((visit) => {
      const on = followUpOf(visit)
      return on ? [{ visit, on }] : []
    })
    .sort((a, b) => (a.on === b.on ? (a.visit.id < b.visit.id ? -1 : 1) : a.on < b.on ? -1 : 1))
}

const isLater = (a: Visit, b: Visit): boolean => (a.day === b.day ? a.madeAt >= b.madeAt : a.day > b.day)

export const followUpTimes = ['overdue', 'today', 'week', 'later'] as const
export type FollowUpTime = (typeof followUpTimes)[number]

/** How pressing a follow-up is: its day has passed, is today, comes within the next seven days, or later. */
export const timeOf = (on: Day, today: Day): FollowUpTime => {
  if (on < today) return 'overdue'
  if (on === today) return 'today'
  return on <= addDays(today, 7) ? 'week' : 'later'
}
