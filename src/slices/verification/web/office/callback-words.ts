import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { formatDay, formatShare } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { doorTitle } from '#slices/households/web/office/public.ts'
import type { CallbackItem, CallbackResult, DrawInList } from '#slices/verification/shared/callback.ts'

export const resultWords: Record<CallbackResult, MessageDescriptor> = {
  confirmed: msg`Đúng`,
  denied: msg`Không đúng`,
  'not-reached': msg`Không liên lạc được`,
}

/** "Tháng 11/2026", "Tuần 16/11 – 22/11/2026", "Quý 4/2026". */
export const useDrawPeriod = () => {
  const { t } = useLingui()
  return ({ kind, from, to }: DrawInList['period']): string => {
    const [year = '', month = ''] = from.split('-')
    if (kind === 'week') return t`Tuần ${formatDay(from).slice(0, 5)} – ${formatDay(to)}`
    return kind === 'month' ? t`Tháng ${month}/${year}` : t`Quý ${Math.ceil(Number(month) / 3)}/${year}`
  }
}

/** "92,3 % (81,0–97,2 %)", or a dash while nobody has answered. */
export const useShareWords = () => {
  const locale = useLocale()
  return (verified: DrawInList['verified']): string => {
    if (!verified) return formatShare(null, locale)
    const [share, low, high] = [verified.share, verified.low, verified.high].map((part) => formatShare(part, locale))
    return `${share} (${low?.replace(' %', '')}–${high})`
  }
}

/** How the door of a sample is called; one that left the commune since is not known. */
export const useItemTitle = () => {
  const { t } = useLingui()
  return ({ door }: CallbackItem): string =>
    door ? doorTitle(door, (number) => t`Số ${number}`) : t`Hộ đã chuyển sang xã khác`
}
