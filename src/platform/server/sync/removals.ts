import { sql, type Transaction } from 'kysely'
import type { BaseRef } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Database } from '../schema.ts'
import type { Moved } from './kinds.ts'
import type { Revisions } from './revision.ts'
import type { Departure } from './world.ts'
import './tables.ts'

type Trx = Transaction<Database>

/**
 * Notes for a team's phones that rows left their scope, and for the server who holds them since. A row that came to a
 * team has not left it any more; one that no phone may hold is gone there too: a phone may still have it from before.
 */
export async function recordRemovals(trx: Trx, departures: readonly Departure[], revs: Revisions): Promise<void> {
  if (departures.length === 0) return
  const rows = departures.map((one) => ({ ...one, rev: revs.get(one.team) }))
  const hidden = departures.filter((one) => one.hidden).map((one) => ({ ...one, team: one.to, rev: revs.get(one.to) }))
  await sql`delete from removal using json_to_recordset(${JSON.stringify(rows)}::json) as gone (kind text, id text, "to" uuid)
    where removal.team_id = gone."to" and removal.kind = gone.kind and removal.id = gone.id`.execute(trx)
  await sql`insert into removal (team_id, kind, id, rev, to_team_id)
    select team, kind, id, rev, "to"
    from json_to_recordset(${JSON.stringify([...rows, ...hidden])}::json)
      as gone (team uuid, kind text, id text, rev bigint, "to" uuid)
    on conflict (team_id, kind, id) do update set rev = excluded.rev, to_team_id = excluded.to_team_id, at = now()`.execute(
    trx,
  )
}

export const departureOf = ({ kind, id, from, to, hidden }: Moved): Departure => ({ kind, id, team: from, to, hidden })

/** A row that a team asked for and no longer holds; `holders`: the teams through whose hands it went, the last one has it. */
export interface Left {
  team: Id
  ref: BaseRef
  holders: Id[]
}

/** Which of these rows left the team that asks for them; one query. */
export async function findLeft(trx: Trx, asked: readonly { team: Id; ref: BaseRef }[]): Promise<Left[]> {
  const wanted = asked.map(({ team, ref }) => ({ team, kind: ref.kind, id: ref.id }))
  // A row goes from hand to hand; one that came back to a team has no removal there, so that no path is a circle.
  const { rows } = await sql<{ team: Id; kind: string; id: string; holders: Id[] }>`
    with recursive wanted as (
      select team, kind, id from json_to_recordset(${JSON.stringify(wanted)}::json) as w (team uuid, kind text, id text)
    ), path as (
      select w.team, w.kind, w.id, r.to_team_id as holder
      from wanted w join removal r on r.team_id = w.team and r.kind = w.kind and r.id = w.id
      union
      select p.team, p.kind, p.id, r.to_team_id
      from path p join removal r on r.team_id = p.holder and r.kind = p.kind and r.id = p.id
    )
    select team, kind, id, array_agg(holder) as holders from path group by team, kind, id`.execute(trx)
  return rows.map(({ team, kind, id, holders }) => ({ team, ref: { kind, id }, holders }))
}
