import { useNavigate, useSearch } from '@tanstack/react-router'
import { type Day, dayInVietnam, isDay, type Period, type PeriodKind, periodOf } from '#platform/shared/dates.ts'

export const periodKinds: readonly PeriodKind[] = ['day', 'week', 'month', 'quarter', 'year']
const usualKind: PeriodKind = 'month'

/** The period as it stands in the address; absent: the month that holds today. `at` is the first day of the period. */
export interface PeriodSearch {
  period?: PeriodKind
  at?: Day
}

/** Reads the period from an address that anybody may have typed. */
export const readPeriodSearch = (search: Record<string, unknown>): PeriodSearch => ({
  ...(periodKinds.includes(search.period as PeriodKind) && { period: search.period as PeriodKind }),
  ...(isDay(search.at) && { at: search.at }),
})

export const today = (): Day => dayInVietnam(Date.now())

/** The period on screen, and how to change it; the address keeps it from page to page. */
export const usePeriod = (): { period: Period; setPeriod: (period: Period) => void } => {
  const { period: kind = usualKind, at = today() } = useSearch({ strict: false })
  const navigate = useNavigate()
  const setPeriod = (next: Period) => {
    const isUsual = next.kind === usualKind && next.from === periodOf(usualKind, today()).from
    const search: PeriodSearch = isUsual ? { period: undefined, at: undefined } : { period: next.kind, at: next.from }
    void navigate({ to: '.', search: (before) => ({ ...before, ...search }) })
  }
  return { period: periodOf(kind, at), setPeriod }
}
