import { sql } from 'kysely'
import type { KindStore, Moved } from '#platform/server/sync/kinds.ts'
import { householdKind } from '#slices/households/shared/public.ts'
import { visitDeltas } from '../shared/measures.ts'
import { type Visit, visitKind } from '../shared/visit.ts'
import './tables.ts'

const columns = `id uuid, "teamId" uuid, "doneByTeamId" uuid, rev bigint, "householdId" uuid, place text, day date,
  "madeAt" timestamptz, "madeBy" uuid, outcome text, people smallint, groups jsonb, skills jsonb, topics text[],
  platforms jsonb, difficulty jsonb, "followUpOn" date, note text, members uuid[], persons jsonb, attendance text,
  "backdateReason" text, "followUpDone" jsonb, photos uuid[], "cancelledOn" date, "cancelReason" text`

// As JavaScript writes instants, so that a row reads the same from the phone's own rules and from the server.
export const instant = (column: ReturnType<typeof sql>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Visits as phones hold them: the last twelve months. */
export const visitStore: KindStore<Visit> = {
  kind: visitKind,
  from: sql`visit t`,
  json: sql`json_build_object('id', t.id, 'teamId', t.team_id, 'doneByTeamId', t.done_by_team_id, 'rev', t.rev,
    'householdId', t.household_id, 'place', t.place, 'day', t.day, 'madeAt', ${instant(sql`t.made_at`)}, 'madeBy', t.made_by,
    'outcome', t.outcome, 'people', t.people, 'groups', t.groups, 'skills', t.skills, 'topics', t.topics,
    'platforms', t.platforms, 'difficulty', t.difficulty, 'followUpOn', t.follow_up_on, 'note', t.note,
    'members', t.members, 'persons', t.persons, 'attendance', t.attendance, 'backdateReason', t.backdate_reason,
    'followUpDone', t.follow_up_done, 'photos', t.photos, 'cancelledOn', t.cancelled_on, 'cancelReason', t.cancel_reason)`,
  since: (horizon) => sql`t.day >= ${horizon}::date`,
  write: {
    insert: `insert into visit (id, team_id, done_by_team_id, rev, household_id, place, day, made_at, made_by, outcome,
          people, groups, skills, topics, platforms, difficulty, follow_up_on, note, members, persons, attendance,
          backdate_reason, follow_up_done, photos, cancelled_on, cancel_reason)
        select id, "teamId", "doneByTeamId", rev, "householdId", place, day, "madeAt", "madeBy", outcome,
          people, groups, skills, topics, platforms, difficulty, "followUpOn", note, members, persons, attendance,
          "backdateReason", "followUpDone", photos, "cancelledOn", "cancelReason"
        from json_to_recordset($rows) as fresh (${columns})`,
    update: `update visit set team_id = fresh."teamId", rev = fresh.rev, day = fresh.day, outcome = fresh.outcome,
          people = fresh.people, groups = fresh.groups, skills = fresh.skills, topics = fresh.topics,
          platforms = fresh.platforms, difficulty = fresh.difficulty, follow_up_on = fresh."followUpOn", note = fresh.note,
          members = fresh.members, persons = fresh.persons, attendance = fresh.attendance,
          backdate_reason = fresh."backdateReason", follow_up_done = fresh."followUpDone", photos = fresh.photos,
          cancelled_on = fresh."cancelledOn", cancel_reason = fresh."cancelReason"
        from json_to_recordset($rows) as fresh (${columns})
        where visit.id = fresh.id`,
  },
  // A door takes its visits along; who did them stays.
  follow: async (trx, moved, revs) => {
    const doors = moved.filter(({ kind }) => kind === householdKind).map((one) => ({ ...one, rev: revs.get(one.to) }))
    const found = await sql<Moved>`update visit set team_id = gone."to", rev = gone.rev
      from json_to_recordset(${JSON.stringify(doors)}::json) as gone (id uuid, "from" uuid, "to" uuid, rev bigint)
      where visit.household_id = gone.id and visit.team_id = gone."from"
      returning ${visitKind}::text as kind, visit.id, gone."from", gone."to"`.execute(trx)
    return found.rows
  },
  deltas: visitDeltas,
}
