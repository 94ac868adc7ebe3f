import { useNavigate, useSearch } from '@tanstack/react-router'
import { type Day, dayInVietnam, isDay, type PeriodKind } from '#platform/shared/dates.ts'

export const periodKinds: readonly PeriodKind[] = ['day', 'week', 'month', 'quarter', 'year']
const usualKind: PeriodKind = 'month'

/** The period as it stands in the address. `at` is a day of it; absent: the period that goes on now. */
export interface PeriodSearch {
  period?: PeriodKind
  at?: Day
}

/** Reads the period from an address that anybody may have typed. */
export const readPeriodSearch = (search: Record<string, unknown>): PeriodSearch => ({
  ...(periodKinds.includes(search.period as PeriodKind) && { period: search.period as PeriodKind }),
  ...(isDay(search.at) && { at: search.at }),
})

/** Today by this computer's clock: only to fill a form with. Which period goes on now is for the server to say. */
export const today = (): Day => dayInVietnam(Date.now())

export interface ChosenPeriod {
  kind: PeriodKind
  /** Absent: now. */
  at: Day | undefined
}

/** The period that was chosen, and how to choose another; the address keeps it from page to page. */
export const usePeriod = (): ChosenPeriod & { choose: (period: ChosenPeriod) => void } => {
  const { period: kind = usualKind, at } = useSearch({ strict: false })
  const navigate = useNavigate()
  const choose = (next: ChosenPeriod) => {
    const search: PeriodSearch = { period: next.kind === usualKind ? undefined : next.kind, at: next.at }
    // A page of a list belongs to the period that was left.
    void navigate({ to: '.', search: (before: object) => ({ ...before, page: undefined, ...search }) as never })
  }
  return { kind, at, choose }
}
