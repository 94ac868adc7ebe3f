import { sql } from 'kysely'
import type { KindStore } from '#platform/server/sync/kinds.ts'
import { type VisitCode, visitCodeKind } from '../shared/visit-code.ts'
import './tables.ts'

const columns = `id uuid, "teamId" uuid, rev bigint, "visitId" uuid, mark text, code text, slip int, "madeOn" date,
  "validTo" date`

/** Codes as phones hold them: to show one again, and to see that the citizen confirmed. What citizens wrote stays here. */
export const visitCodeStore: KindStore<VisitCode> = {
  kind: visitCodeKind,
  from: sql`visit_code t`,
  json: sql`json_build_object('id', t.id, 'teamId', t.team_id, 'rev', t.rev, 'visitId', t.visit_id, 'mark', t.mark,
    'code', t.code, 'slip', t.slip, 'madeOn', t.made_on, 'validTo', t.valid_to, 'confirmedOn', t.confirmed_on,
    'rating', t.rating)`,
  since: (horizon) => sql`t.made_on >= ${horizon}::date`,
  write: {
    insert: `insert into visit_code (id, team_id, rev, visit_id, mark, code, slip, made_on, valid_to)
        select id, "teamId", rev, "visitId", mark, code, slip, "madeOn", "validTo"
        from json_to_recordset($rows) as fresh (${columns})`,
    // No command changes a code; only what a citizen confirms does, in the database.
    update: `update visit_code set rev = fresh.rev
        from json_to_recordset($rows) as fresh (${columns}) where visit_code.id = fresh.id`,
  },
}
