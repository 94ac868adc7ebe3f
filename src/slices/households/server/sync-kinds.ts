import { sql } from 'kysely'
import type { KindStore } from '#platform/server/sync/kinds.ts'
import { doorSearchText, type Household, householdKind } from '../shared/household.ts'
import { householdDeltas } from '../shared/measures.ts'
import './tables.ts'

const columns = `id uuid, "teamId" uuid, rev bigint, kind text, number text, alley text, label text, folded text,
  criteria jsonb, "walkOrder" double precision, note text, "createdOn" date, "closedOn" date`

/** Doors as phones hold them. */
export const householdStore: KindStore<Household> = {
  kind: householdKind,
  from: sql`household t`,
  json: sql`json_build_object('id', t.id, 'teamId', t.team_id, 'rev', t.rev, 'kind', t.kind, 'number', t.number,
    'alley', t.alley, 'label', t.label, 'criteria', t.criteria, 'walkOrder', t.walk_order, 'note', t.note,
    'createdOn', t.created_on, 'closedOn', t.closed_on)`,
  write: {
    insert: `insert into household (id, team_id, rev, kind, number, alley, label, folded, criteria, walk_order, note, created_on, closed_on)
        select id, "teamId", rev, kind, number, alley, label, folded, criteria, "walkOrder", note, "createdOn", "closedOn"
        from json_to_recordset($rows) as fresh (${columns})`,
    update: `update household set team_id = fresh."teamId", rev = fresh.rev, kind = fresh.kind, number = fresh.number,
          alley = fresh.alley, label = fresh.label, folded = fresh.folded, criteria = fresh.criteria,
          walk_order = fresh."walkOrder", note = fresh.note, closed_on = fresh."closedOn"
        from json_to_recordset($rows) as fresh (${columns})
        where household.id = fresh.id`,
    columns: (door) => ({ ...door, folded: doorSearchText(door) }),
  },
  deltas: householdDeltas,
}
