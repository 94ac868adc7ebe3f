import type { RawBuilder } from 'kysely'

/**
 * What a slice's tables say about its measures, as SQL over the tables themselves. It must never use the functions with
 * which writers emit deltas: a fault in those could not be found. Each select covers the teams in the temporary table
 * `recount_team (team_id)`.
 */
export interface RecountSource {
  /** select team_id, day, measure, amount */
  flows?: RawBuilder<unknown>
  /** select team_id, day, measure, amount: changes of the stock, which stand from the day on */
  stocks?: RawBuilder<unknown>
  /** select team_id, day, measure, subject_id: a row for each reason to count the subject */
  reasons?: RawBuilder<unknown>
}
