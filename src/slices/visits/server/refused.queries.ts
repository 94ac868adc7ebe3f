import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { RefusedWork } from '../shared/refused.ts'

type Trx = Transaction<Database>

/** The door of a command: of its visit, or itself. */
const doorIdOf = (args: RawBuilder<unknown>) => sql`coalesce(
  ${args} -> 'visit' ->> 'householdId',
  case when split_part(r.name, '.', 1) in ('household', 'person') then ${args} ->> 'id' end)`

const doorJson = sql`case when h.id is not null
  then json_build_object('id', h.id, 'number', h.number, 'alley', h.alley, 'label', h.label) end`

const open = sql`(
  select c.id, c.seq, c.team_id, c.name, c.args, c.day, c.member_id, c.problem, care.given_to, care.reason
  from command c
  left join refusal_care care on care.command_id = c.id
  where c.verdict = 'refused' and c.member_id is not null and (care.state is null or care.state = 'given'))`

// In the team today? By the membership, because the person's row is hidden from a commune that they have left.
const hasLeft = sql`not exists (
  select from membership s where s.team_id = r.team_id and s.member_id = r.member_id and s.left_on is null)`

const refusedJson = sql`json_build_object('id', r.id, 'teamId', r.team_id, 'name', r.name, 'args', r.args, 'day', r.day,
  'madeBy', r.member_id, 'left', ${hasLeft}, 'problem', r.problem, 'door', ${doorJson}, 'givenTo', r.given_to, 'note', r.reason)`

/** Open refused work of the teams that stand in a commune (or hamlet), oldest first, at most 500. */
export async function refusedInPlace(trx: Trx, placeId: Id): Promise<RefusedWork[]> {
  const { rows } = await sql<{ row: RefusedWork }>`
    select ${refusedJson} as row
    from ${open} r
    join team on team.id = r.team_id
    left join household h on h.id = (${doorIdOf(sql`r.args`)})::uuid
    where team.commune_id = ${placeId} or team.place_id = ${placeId}
    order by r.seq limit 500`.execute(trx)
  return rows.map(({ row }) => row)
}

/** What the team's leader looks after: refused work of members who left, and what the commune gave to the team. */
export async function refusedForTeam(trx: Trx, teamId: Id): Promise<RefusedWork[]> {
  const { rows } = await sql<{ row: RefusedWork }>`
    select ${refusedJson} as row
    from ${open} r
    left join household h on h.id = (${doorIdOf(sql`r.args`)})::uuid
    where r.team_id = ${teamId} and r.given_to is null and ${hasLeft}
    order by r.seq limit 200`.execute(trx)
  const given = await sql<{ row: RefusedWork }>`
    select json_build_object('id', r.command_id, 'teamId', r.team_id, 'name', r.name, 'args', r.work -> 'args',
      'day', r.work ->> 'day', 'madeBy', null, 'left', false, 'problem', r.work -> 'problem', 'door', ${doorJson},
      'givenTo', r.given_to, 'note', r.reason) as row
    from (select care.*, care.work ->> 'name' as name from refusal_care care
      where care.given_to = ${teamId} and care.state = 'given') r
    left join household h on h.id = (${doorIdOf(sql`(r.work -> 'args')`)})::uuid
    order by r.at limit 200`.execute(trx)
  return [...given.rows, ...rows].map(({ row }) => row)
}

/** Is this refused work of a team that stands in the place? */
export async function isRefusedInPlace(trx: Trx, placeId: Id, commandId: Id): Promise<boolean> {
  const { rows } = await sql`
    select from command c join team on team.id = c.team_id
    where c.id = ${commandId} and c.verdict = 'refused' and (team.commune_id = ${placeId} or team.place_id = ${placeId})`.execute(
    trx,
  )
  return rows.length > 0
}

/** Is this a living team of the place? */
export async function isTeamOfPlace(trx: Trx, placeId: Id, teamId: Id): Promise<boolean> {
  const { rows } = await sql`
    select from team where id = ${teamId} and status <> 'dissolved' and (commune_id = ${placeId} or place_id = ${placeId})`.execute(
    trx,
  )
  return rows.length > 0
}

/** Is this refused work of a member who has left the team? */
export async function isRefusedOfLeft(trx: Trx, teamId: Id, commandId: Id): Promise<boolean> {
  const { rows } = await sql`
    select from ${open} r where r.id = ${commandId} and r.team_id = ${teamId} and r.given_to is null and ${hasLeft}`.execute(
    trx,
  )
  return rows.length > 0
}
