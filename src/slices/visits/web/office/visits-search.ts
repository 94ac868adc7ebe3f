import { type Day, isDay } from '#platform/shared/dates.ts'
import { outcomes, type VisitOutcome } from '#slices/visits/shared/visit.ts'

/** The filters of a list of visits as they stand in the address. */
export interface VisitsSearch {
  from?: Day
  to?: Day
  outcome?: VisitOutcome
  page?: number
}

export const readVisitsSearch = ({ from, to, outcome, page }: Record<string, unknown>): VisitsSearch => ({
  ...(isDay(from) && { from }),
  ...(isDay(to) && { to }),
  ...(outcomes.includes(outcome as VisitOutcome) && { outcome: outcome as VisitOutcome }),
  ...(Number.isInteger(page) && (page as number) > 1 && { page: page as number }),
})
