import { sql } from 'kysely'
import type { KindStore, Moved } from '#platform/server/sync/kinds.ts'
import { doorSearchText, type Household, householdKind } from '../shared/household.ts'
import { householdDeltas } from '../shared/measures.ts'
import './tables.ts'

const columns = `id uuid, "teamId" uuid, rev bigint, kind text, number text, alley text, label text, folded text,
  criteria jsonb, "walkOrder" double precision, note text, "createdOn" date, "closedOn" date, "mergedInto" uuid`

/** Doors as phones hold them. */
export const householdStore: KindStore<Household> = {
  kind: householdKind,
  from: sql`household t`,
  json: sql`json_build_object('id', t.id, 'teamId', t.team_id, 'rev', t.rev, 'kind', t.kind, 'number', t.number,
    'alley', t.alley, 'label', t.label, 'criteria', t.criteria, 'walkOrder', t.walk_order, 'note', t.note,
    'createdOn', t.created_on, 'closedOn', t.closed_on, 'mergedInto', t.merged_into)`,
  write: {
    insert: `insert into household (id, team_id, rev, kind, number, alley, label, folded, criteria, walk_order, note, created_on, closed_on, merged_into)
        select id, "teamId", rev, kind, number, alley, label, folded, criteria, "walkOrder", note, "createdOn", "closedOn", "mergedInto"
        from json_to_recordset($rows) as fresh (${columns})`,
    update: `update household set team_id = fresh."teamId", rev = fresh.rev, kind = fresh.kind, number = fresh.number,
          alley = fresh.alley, label = fresh.label, folded = fresh.folded, criteria = fresh.criteria,
          walk_order = fresh."walkOrder", note = fresh.note, closed_on = fresh."closedOn", merged_into = fresh."mergedInto"
        from json_to_recordset($rows) as fresh (${columns})
        where household.id = fresh.id`,
    columns: (door) => ({ ...door, folded: doorSearchText(door) }),
  },
  // Doors that were merged into one that moves go with it.
  follow: async (trx, moved, revs) => {
    const doors = moved.filter(({ kind }) => kind === householdKind).map((one) => ({ ...one, rev: revs.get(one.to) }))
    const found = await sql<Moved>`
      with recursive gone as (
        select id, "from", "to", rev
        from json_to_recordset(${JSON.stringify(doors)}::json) as door (id uuid, "from" uuid, "to" uuid, rev bigint)
        union
        select h.id, gone."from", gone."to", gone.rev from gone join household h on h.merged_into = gone.id
      )
      update household set team_id = gone."to", rev = gone.rev from gone
      where household.id = gone.id and household.team_id = gone."from"
      returning ${householdKind}::text as kind, household.id, gone."from", gone."to"`.execute(trx)
    return found.rows
  },
  deltas: householdDeltas,
}
