import type { Day } from '../../shared/dates.ts'

/** No data is a dash, never a zero. */
export const noData = '—'

/** 348362 as 348.362 (vi) or 348,362 (en); null as a dash. */
export const formatNumber = (value: number | null | undefined, locale: string): string =>
  value === null || value === undefined ? noData : new Intl.NumberFormat(regional(locale)).format(value)

/** 0.263 as "26,3 %". */
export const formatShare = (share: number | null | undefined, locale: string): string =>
  share === null || share === undefined
    ? noData
    : `${new Intl.NumberFormat(regional(locale), { maximumFractionDigits: 1 }).format(share * 100)} %`

/** '2026-09-05' as 05/09/2026, in both languages: the country writes it so. */
export const formatDay = (day: Day | null | undefined): string => (day ? day.split('-').reverse().join('/') : noData)

/** An instant (ms UTC) as "08:15, 05/09/2026" in Vietnam's time, 24-hour clock. */
export const formatInstant = (ms: number | null | undefined): string => {
  if (ms === null || ms === undefined) return noData
  const parts = Object.fromEntries(instantFormat.formatToParts(ms).map((part) => [part.type, part.value]))
  return `${parts.hour}:${parts.minute}, ${parts.day}/${parts.month}/${parts.year}`
}

const instantFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const regional = (locale: string): string => (locale === 'en' ? 'en-GB' : 'vi-VN')
