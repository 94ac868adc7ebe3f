import { useLingui } from '@lingui/react/macro'
import { noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { Indicator } from '#slices/indicators/shared/public.ts'

/** What of an indicator decides how its values are written. */
type Written = Pick<Indicator, 'denominator' | 'unit'>

/** Values as they are written everywhere: 348.362; 26,3 %; "—" where there are no data. */
export const useFigureFormat = (): ((value: number | null, of: Written) => string) => {
  const locale = useLocale()
  return (value, of) => {
    if (value === null) return noData
    const digits = of.denominator ? 1 : 0
    const text = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: digits }).format(
      value,
    )
    return isPercentage(of) ? `${text} %` : text
  }
}

export const isPercentage = ({ unit }: Written): boolean => unit.vi === '%'

/** How a value stands to that of the period before: "tăng 12", "giảm 3,1 điểm %"; null where one of them is missing. */
export const useChangeWords = (): ((value: number | null, previous: number | null, of: Written) => string | null) => {
  const { t } = useLingui()
  const format = useFigureFormat()
  return (value, previous, of) => {
    if (value === null || previous === null) return null
    const difference = format(Math.abs(value - previous), of)
    // What rounds to nothing is no change: "tăng 0" would be neither.
    if (difference === format(0, of)) return t`không đổi`
    // 8,9 % to 3,3 % is less by 5,6 points, not by 5,6 %.
    const by = isPercentage(of) ? t`${difference.replace(' %', '')} điểm %` : difference
    return value > previous ? t`tăng ${by}` : t`giảm ${by}`
  }
}
