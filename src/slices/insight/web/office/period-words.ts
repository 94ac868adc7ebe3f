import { useLingui } from '@lingui/react/macro'
import type { PeriodKind } from '#platform/shared/dates.ts'
import { formatDay } from '#platform/web/ui/format.ts'

interface Named {
  kind: PeriodKind
  from: string
  to: string
}

/** A period as people call it: "Tháng 11/2026", "Tuần 16/11 – 22/11/2026". */
export const usePeriodName = (): ((period: Named) => string) => {
  const { t } = useLingui()
  return ({ kind, from, to }) => {
    const year = from.slice(0, 4)
    const month = from.slice(5, 7)
    switch (kind) {
      case 'day':
        return t`Ngày ${formatDay(from)}`
      case 'week':
        return t`Tuần ${formatDay(from).slice(0, 5)} – ${formatDay(to)}`
      case 'month':
        return t`Tháng ${month}/${year}`
      case 'quarter':
        return t`Quý ${Math.ceil(Number(month) / 3)}/${year}`
      case 'year':
        return t`Năm ${year}`
    }
  }
}

export const usePeriodKinds = (): Record<PeriodKind, string> => {
  const { t } = useLingui()
  return { day: t`Ngày`, week: t`Tuần`, month: t`Tháng`, quarter: t`Quý`, year: t`Năm` }
}
