import { type Day, isDay } from '#platform/shared/dates.ts'

/** Reads a date as people here type it: "5/9/2026", "05-09-2026", "05092026". Null when it is no date. */
export const readDay = (typed: string): Day | null => {
  const parts =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim()) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed.trim())
  if (!parts) return null
  const [, day = '', month = '', year = ''] = parts
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : null
}
