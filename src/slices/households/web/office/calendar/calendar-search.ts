/** The year that the page shows; missing: this one. */
export interface CalendarSearch {
  year?: number
}

export const readCalendarSearch = ({ year }: Record<string, unknown>): CalendarSearch =>
  Number.isInteger(year) && (year as number) >= 2000 && (year as number) <= 2100 ? { year: year as number } : {}
