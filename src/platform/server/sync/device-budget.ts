import { sql } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { teamFull } from '#platform/shared/sync-problems.ts'
import { limits } from '#platform/shared/wire.ts'
import type { Scope } from '../db.ts'
import { inTransaction } from '../http/transaction.ts'
import type { Refusal } from './access.ts'
import type { SyncDeps } from './deps.ts'
import type { Item } from './items.ts'
import { horizon } from './pull.ts'

/**
 * What offices hand to a team must fit on its phones (F4): a row moved to a team that holds `limits.teamRecords` already,
 * or made there, is refused with the numbers. Members' own work is never refused for it.
 */
export async function refusalForFullTeams(deps: SyncDeps, scope: Scope, items: readonly Item[]): Promise<Refusal> {
  const coming = new Map<Id, number>()
  for (const item of items) for (const [team, rows] of comingTo(item)) coming.set(team, (coming.get(team) ?? 0) + rows)
  const full = new Map<Id, number>()
  for (const [team, rows] of coming) {
    const held = await recordsOf(deps, scope, team)
    if (held + rows > limits.teamRecords) full.set(team, held)
  }
  return (item) => {
    const records = comingTo(item).flatMap(([team]) => full.get(team) ?? [])[0]
    return records === undefined ? null : problemBody(teamFull, { records, most: limits.teamRecords })
  }
}

/** How many rows come to which teams by a command: those it moves there, those it makes. */
const comingTo = ({ command, args, meta }: Item): [team: Id, rows: number][] => {
  const made = command?.creates?.(args).length ?? 0
  const moved = command?.teams?.(args) ?? []
  return [...(made > 0 ? [[meta.teamId, made] as [Id, number]] : []), ...moved.map((team) => [team, 1] as [Id, number])]
}

/** What a team's phones hold, counted up to the limit. */
async function recordsOf({ db, kinds, now }: SyncDeps, scope: Scope, team: Id): Promise<number> {
  const since = horizon(now())
  const parts = kinds.map(
    (store) => sql`(select from ${store.from}
      where ${store.team ?? sql`t.team_id`} = ${team} and ${store.since?.(since) ?? sql`true`} limit ${limits.teamRecords})`,
  )
  return inTransaction(db, scope, true, async (trx) => {
    const { rows } = await sql<{ records: number }>`
      select count(*)::int as records from (${sql.join(parts, sql` union all `)}) as held`.execute(trx)
    return rows[0]?.records ?? 0
  })
}
