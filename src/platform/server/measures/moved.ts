import { sql, type Transaction } from 'kysely'
import { addDays, type Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { isStockCode } from '#platform/shared/measures.ts'
import type { Database } from '../schema.ts'
import { Cells } from './cells.ts'
import type { Figures } from './figures.ts'
import type { StandingRow, Standings } from './standing.ts'
import type { Subjects } from './subjects.ts'
import { addReason, type Reason, takeReason } from './unique.ts'

/**
 * Changes where teams stand or stood (rows of team_place): `change` makes the change, the figures of the days concerned
 * follow within seconds. Every change of team_place of a team that may have figures goes through here; a move dated
 * back takes along what was done since.
 */
export async function moveTeams(
  trx: Transaction<Database>,
  teams: readonly Id[],
  change: () => Promise<void>,
): Promise<void> {
  const before = await sql<StandingRow>`
    select team_id, place_id, commune_id, province_id, valid_from, valid_to from team_standing
    where team_id = any (${teams}::uuid[]) order by team_id, valid_from`.execute(trx)
  await change()
  const bodies = teams.map((team) => JSON.stringify({ before: before.rows.filter((row) => row.team_id === team) }))
  await sql`insert into measure_delta (team_id, body)
    select team_id, body::json from unnest(${teams}::uuid[], ${bodies}::text[]) as moved (team_id, body)`.execute(trx)
}

/** Takes the kept figures of moved teams out where they were and puts them where they belong now. */
export async function moveFigures(
  trx: Transaction<Database>,
  figures: Figures,
  before: Standings,
  after: Standings,
): Promise<void> {
  if (before.size === 0) return
  for (const { team, code, day, amount } of await figuresOfTeams(trx, before)) {
    const add = isStockCode(code) ? figures.addStock : figures.addFlow
    add.call(figures, before, team, code, day, -amount)
    add.call(figures, after, team, code, day, amount)
  }
}

/** The same for unique counts: all reasons of the moved teams are taken out under the old map, then put back under the new. */
export function moveReasons(cells: Cells, subjects: Subjects, before: Standings, after: Standings): void {
  if (before.size === 0) return
  const then = new Map([...after, ...before])
  for (const { measure, reasons } of subjects.values()) {
    const moving = reasons.filter((reason) => before.has(reason.team))
    for (const reason of moving) takeReason(cells, then, measure, reasons, reason)
    for (const reason of moving) addReason(cells, after, measure, reasons, reason)
  }
}

interface TeamAmount extends Reason {
  code: string
  amount: number
}

// Summed over all places of a team: what a stock left on one place and brought to another on the same day cancels out,
// what remains is what writers said.
async function figuresOfTeams(trx: Transaction<Database>, teams: Standings): Promise<TeamAmount[]> {
  const places = [...teams.values()].flatMap((standings) => standings.map((standing) => standing.placeId))
  const { rows } = await sql<{ team_id: Id; measure: string; month: Day; days: number[] }>`
    select team_id, measure, month, days from team_rollup
    where place_id = any (${places}::uuid[]) and team_id = any (${[...teams.keys()]}::uuid[])`.execute(trx)
  const cells = new Cells()
  for (const { team_id, measure, month, days } of rows)
    for (const [index, amount] of days.entries()) cells.add(team_id, measure, addDays(month, index), amount)
  return cells
    .rows()
    .flatMap(({ scope, code, month, days }) =>
      days.flatMap((amount, index) => (amount ? [{ team: scope, code, day: addDays(month, index), amount }] : [])),
    )
}
