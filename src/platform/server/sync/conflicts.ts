import { sql } from 'kysely'
import { type ConflictRow, conflictKind } from '#platform/shared/edit.ts'
import type { KindStore, Moved } from './kinds.ts'

const columns = `id text, "teamId" uuid, rev bigint, "subjectKind" text, "subjectId" uuid, field text,
  seen jsonb, current jsonb, proposed jsonb, "proposedBy" uuid, "proposedFrom" uuid, "proposedOn" date, choice text, "chosenBy" uuid`

/** Versions in dispute, as phones hold them; they belong to the team that holds their subject and move with it. */
export const conflictStore: KindStore<ConflictRow> = {
  kind: conflictKind,
  from: sql`conflict t`,
  idType: 'text',
  json: sql`json_build_object('id', t.id, 'teamId', t.team_id, 'rev', t.rev, 'subjectKind', t.subject_kind,
    'subjectId', t.subject_id, 'field', t.field, 'seen', t.seen, 'current', t.current, 'proposed', t.proposed,
    'proposedBy', t.proposed_by, 'proposedFrom', t.proposed_from, 'proposedOn', t.proposed_on,
    'choice', t.choice, 'chosenBy', t.chosen_by)`,
  write: {
    insert: `insert into conflict (id, team_id, rev, subject_kind, subject_id, field, seen, current, proposed,
          proposed_by, proposed_from, proposed_on, choice, chosen_by)
        select id, "teamId", rev, "subjectKind", "subjectId", field, seen, current, proposed,
          "proposedBy", "proposedFrom", "proposedOn", choice, "chosenBy"
        from json_to_recordset($rows) as fresh (${columns})`,
    update: `update conflict set team_id = fresh."teamId", rev = fresh.rev, current = fresh.current,
          choice = fresh.choice, chosen_by = fresh."chosenBy"
        from json_to_recordset($rows) as fresh (${columns})
        where conflict.id = fresh.id`,
  },
  follow: async (trx, moved, revs) => {
    const rows = moved.map((one) => ({ ...one, rev: revs.get(one.to) }))
    const found = await sql<Moved>`update conflict set team_id = gone."to", rev = gone.rev
      from json_to_recordset(${JSON.stringify(rows)}::json) as gone (kind text, id uuid, "from" uuid, "to" uuid, rev bigint)
      where conflict.subject_id = gone.id and conflict.subject_kind = gone.kind and conflict.team_id = gone."from"
      returning ${conflictKind}::text as kind, conflict.id, gone."from", gone."to"`.execute(trx)
    return found.rows
  },
}
