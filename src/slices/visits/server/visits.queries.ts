import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf, QueryOf } from '#platform/shared/route.ts'
import type { ConflictInPlace, conflictsRoute, DoorEvent, teamVisitsRoute, VisitInList } from '../shared/office.ts'
import { visitStore } from './sync-kinds.ts'

type Trx = Transaction<Database>

const event = sql`json_build_object('id', c.id, 'name', c.name, 'day', c.day,
  'madeAt', to_char(c.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'accountId', c.account_id, 'memberId', c.member_id, 'verdict', c.verdict,
  'changes', coalesce(c.args -> 'changes', '{}'), 'reason', c.args -> 'reason')`

const history = sql`(select coalesce(json_agg(${event} order by c.seq), '[]') from command c
  where c.subject_kind = 'visit' and c.subject_id = t.id::text and c.name like 'visit.%' and c.name <> 'visit.record'
    and c.verdict in ('accepted', 'merged', 'conflict'))`

const withDoor = sql`${visitStore.json}::jsonb || jsonb_build_object('history', ${history}, 'door', case when h.id is not null
  then jsonb_build_object('number', h.number, 'alley', h.alley, 'label', h.label) end)`

/** The visits a team made, or those at one of its doors, newest first, with the people in all of them. */
export async function listVisits(
  trx: Trx,
  team: Id,
  query: QueryOf<typeof teamVisitsRoute>,
): Promise<OutputOf<typeof teamVisitsRoute>> {
  const wanted = sql.join(conditions(team, query), sql` and `)
  const { rows: sums } = await sql<{ total: number; people: number }>`
    select count(*)::int as total, coalesce(sum(t.people) filter (where t.cancelled_on is null), 0)::int as people
    from visit t where ${wanted}`.execute(trx)
  const { rows } = await sql<{ row: VisitInList }>`
    select ${withDoor} as row from visit t left join household h on h.id = t.household_id where ${wanted}
    order by t.day desc, t.made_at desc, t.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(trx)
  return { total: sums[0]?.total ?? 0, people: sums[0]?.people ?? 0, visits: rows.map(({ row }) => row) }
}

function conditions(team: Id, { from, to, door, member, outcome }: QueryOf<typeof teamVisitsRoute>) {
  return [
    door ? sql`t.household_id = ${door} and t.team_id = ${team}` : sql`t.done_by_team_id = ${team}`,
    ...(from ? [sql`t.day >= ${from}::date`] : []),
    ...(to ? [sql`t.day <= ${to}::date`] : []),
    ...(member ? [sql`t.made_by = ${member}`] : []),
    ...(outcome ? [sql`t.outcome = ${outcome}`] : []),
  ]
}

/** Every visit at a door, newest first. */
export async function visitsAtDoor(trx: Trx, doorId: Id): Promise<VisitInList[]> {
  const { rows } = await sql<{ row: VisitInList }>`
    select ${withDoor} as row from visit t left join household h on h.id = t.household_id where t.household_id = ${doorId}
    order by t.day desc, t.made_at desc, t.id`.execute(trx)
  return rows.map(({ row }) => row)
}

/** What was done to a door, oldest first: the commands about it that took effect. */
export async function eventsOfDoor(trx: Trx, doorId: Id): Promise<DoorEvent[]> {
  const { rows } = await sql<{ row: DoorEvent }>`
    select ${event} as row
    from command c
    where c.subject_id = ${doorId} and c.subject_kind <> 'visit' and c.verdict in ('accepted', 'merged', 'conflict')
    order by c.seq`.execute(trx)
  return rows.map(({ row }) => row)
}

/** The same over the teams that stand in a commune (or hamlet), each with its door; oldest first, at most 500. */
export async function conflictsInPlace(trx: Trx, placeId: Id): Promise<ConflictInPlace[]> {
  const { rows } = await sql<{ row: ConflictInPlace }>`
    select json_build_object('id', c.id, 'teamId', c.team_id, 'subjectKind', c.subject_kind, 'subjectId', c.subject_id,
      'field', c.field, 'current', c.current, 'proposed', c.proposed, 'proposedBy', c.proposed_by,
      'proposedFrom', c.proposed_from, 'proposedOn', c.proposed_on, 'visitDay', v.day,
      'door', case when h.id is not null
        then json_build_object('id', h.id, 'number', h.number, 'alley', h.alley, 'label', h.label) end) as row
    from conflict c
    join team on team.id = c.team_id
    left join visit v on c.subject_kind = 'visit' and v.id = c.subject_id
    left join household h on h.id = case c.subject_kind when 'visit' then v.household_id else c.subject_id end
    where (team.commune_id = ${placeId} or team.place_id = ${placeId}) and c.choice is null
    order by c.proposed_on, c.id limit 500`.execute(trx)
  return rows.map(({ row }) => row)
}

/** Versions that wait for a choice; `current` is what stands in the row now. */
export async function openConflicts(trx: Trx, team: Id): Promise<OutputOf<typeof conflictsRoute>['conflicts']> {
  const rows = await trx
    .selectFrom('conflict')
    .select([
      'id',
      'subject_kind',
      'subject_id',
      'field',
      'current',
      'proposed',
      'proposed_by',
      'proposed_from',
      'proposed_on',
    ])
    .where('team_id', '=', team)
    .where('choice', 'is', null)
    .orderBy('proposed_on')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    field: row.field,
    current: row.current,
    proposed: row.proposed,
    proposedBy: row.proposed_by,
    proposedFrom: row.proposed_from,
    proposedOn: row.proposed_on,
  }))
}
