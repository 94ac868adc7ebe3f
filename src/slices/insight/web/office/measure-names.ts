import { useQuery } from '@tanstack/react-query'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { indicatorsQuery } from './insight-queries.ts'

/** The name of the indicator that counts a measure alone; the measure's code where there is none. */
export const useMeasureNames = (): ((measure: string) => string) => {
  const locale = useLocale()
  const all = useQuery(indicatorsQuery).data?.indicators ?? []
  return (measure) => {
    const alone = all.find(
      ({ numerator, denominator }) => !denominator && numerator.length === 1 && numerator[0]?.measure === measure,
    )
    return alone?.[locale] ?? measure
  }
}
