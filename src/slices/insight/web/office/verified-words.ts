import { formatShare } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'

/** Shares as they are written everywhere ("92,3 %", "—"), and the bounds of what a sample tells ("81,0–95,2 %"). */
export const useVerifiedWords = () => {
  const locale = useLocale()
  const share = (value: number | null | undefined) => formatShare(value, locale)
  const range = (of: { low: number; high: number }, written: (value: number) => string) =>
    `${written(of.low).replace(' %', '')}–${written(of.high)}`
  return { share, range }
}
