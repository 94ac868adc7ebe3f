import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import { Problem } from '#platform/shared/problem.ts'
import { dayAhead } from '../shared/problems.ts'

/** Today in Vietnam. */
export const today = (): Day => dayInVietnam(Date.now())

/** What has happened has a day that is past or today: memberships that end tomorrow would have ended already. */
export const refuseAhead = (day: Day | null | undefined): void => {
  if (day && day > today()) throw new Problem(dayAhead, { day })
}
