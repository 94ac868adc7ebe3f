import type { Random } from './random.ts'
import type { Span, TeamPlan } from './teams.ts'

/** What everything in the full group is drawn from. */
export interface Scene {
  random: Random
  team: TeamPlan
  span: Span
  /** Codes of the province's own platforms. */
  local: readonly string[]
  seed: string
}
