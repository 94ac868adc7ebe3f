import { type Day, dayOfMonth, monthOf } from '#platform/shared/dates.ts'

/** Amounts to add to one kept row: `days[i]` to its (i+1)th day. */
export interface CellRow {
  scope: string
  code: string
  month: Day
  total: number
  days: number[]
}

/** Amounts by scope, code and day, added up in memory and kept as rows of a month. */
export class Cells {
  readonly #rows = new Map<string, CellRow>()

  add(scope: string, code: string, day: Day, amount: number): void {
    const month = monthOf(day)
    const key = `${scope} ${code} ${month}`
    const row = this.#rows.get(key) ?? { scope, code, month, total: 0, days: [] }
    this.#rows.set(key, row)
    const index = dayOfMonth(day) - 1
    while (row.days.length <= index) row.days.push(0)
    row.days[index] = (row.days[index] ?? 0) + amount
    row.total += amount
  }

  /** Rows that change something, in the order of the kept rows' key. */
  rows(): CellRow[] {
    const keys = [...this.#rows.keys()].sort()
    return keys.flatMap((key) => {
      const row = this.#rows.get(key)
      return row?.days.some((amount) => amount !== 0) ? [row] : []
    })
  }
}
