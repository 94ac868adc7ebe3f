/** A row that stays behind, and why. */
export interface LeftOver {
  sheet: string | null
  row: number | null
  column: string | null
  what: string
  proposal: string
}

/** The rows that were not imported, as a table that every office program opens. Without what stands in their cells: it may be a person's. */
export const leftOverFile = (header: readonly string[], rows: readonly LeftOver[]): Blob => {
  const lines = rows.map(({ sheet, row, column, what, proposal }) => [sheet, row, column, what, proposal])
  const text = [header, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')
  // The mark by which Excel knows UTF-8.
  return new Blob(['\ufeff', text, '\r\n'], { type: 'text/csv;charset=utf-8' })
}

// A name of a sheet or column that begins like a formula must stay a text.
const cell = (value: string | number | null): string => {
  const text = String(value ?? '')
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
