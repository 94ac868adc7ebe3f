import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Cells } from './cells.ts'
import { type Standing, type Standings, standingOn } from './standing.ts'

/** The change of all kept figures: of teams (scope 'place team') and of everything else (scope a place or a team). */
export class Figures {
  readonly teams = new Cells()
  readonly scopes = new Cells()
  readonly #nation: Id

  constructor(nation: Id) {
    this.#nation = nation
  }

  /** A flow counts where the team stood on the day. */
  addFlow(standings: Standings, team: Id, code: string, day: Day, amount: number): void {
    this.#add(standingOn(standings, team, day), team, code, day, amount)
  }

  /**
   * A stock stands from its day on, and goes along when the team moves: on the day of each later move it leaves the old
   * place and comes to the new one.
   */
  addStock(standings: Standings, team: Id, code: string, day: Day, amount: number): void {
    let here = standingOn(standings, team, day)
    this.#add(here, team, code, day, amount)
    for (const next of standings.get(team) ?? []) {
      if (next.from <= day) continue
      this.#add(here, team, code, next.from, -amount)
      this.#add(next, team, code, next.from, amount)
      here = next
    }
  }

  #add(standing: Standing, team: Id, code: string, day: Day, amount: number): void {
    this.teams.add(`${standing.placeId} ${team}`, code, day, amount)
    this.scopes.add(standing.communeId, code, day, amount)
    this.scopes.add(standing.provinceId, code, day, amount)
    this.scopes.add(this.#nation, code, day, amount)
  }
}
