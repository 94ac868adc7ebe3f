import { sql } from 'kysely'
import type { KindStore, Moved } from '#platform/server/sync/kinds.ts'
import { type Photo, photoKind } from '../../shared/photo.ts'
import { visitKind } from '../../shared/visit.ts'
import { instant } from '../sync-kinds.ts'
import '../tables.ts'

const columns = `id uuid, "teamId" uuid, "doneByTeamId" uuid, rev bigint, "visitId" uuid, "takenBy" uuid,
  "takenAt" timestamptz, width smallint, height smallint, bytes int, sha256 text, "removedOn" date`

/** What phones know of photos: those of the visits they hold. The file, and whether it is there, no command writes. */
export const photoStore: KindStore<Photo> = {
  kind: photoKind,
  from: sql`photo t`,
  json: sql`json_build_object('id', t.id, 'teamId', t.team_id, 'doneByTeamId', t.done_by_team_id, 'rev', t.rev,
    'visitId', t.visit_id, 'takenBy', t.taken_by, 'takenAt', ${instant(sql`t.taken_at`)}, 'width', t.width,
    'height', t.height, 'bytes', t.bytes, 'sha256', t.sha256, 'arrived', t.file_bytes is not null,
    'removedOn', t.removed_on)`,
  since: (horizon) => sql`t.taken_at >= ${horizon}::date - 1`,
  write: {
    insert: `insert into photo (id, team_id, done_by_team_id, rev, visit_id, taken_by, taken_at, width, height, bytes, sha256,
          removed_on)
        select id, "teamId", "doneByTeamId", rev, "visitId", "takenBy", "takenAt", width, height, bytes, sha256, "removedOn"
        from json_to_recordset($rows) as fresh (${columns})`,
    update: `update photo set team_id = fresh."teamId", rev = fresh.rev, removed_on = fresh."removedOn"
        from json_to_recordset($rows) as fresh (${columns})
        where photo.id = fresh.id`,
  },
  // A visit takes its photos along; who took them stays.
  follow: async (trx, moved, revs) => {
    const visits = moved.filter(({ kind }) => kind === visitKind).map((one) => ({ ...one, rev: revs.get(one.to) }))
    if (visits.length === 0) return []
    const found = await sql<Moved>`update photo set team_id = gone."to", rev = gone.rev
      from json_to_recordset(${JSON.stringify(visits)}::json) as gone (id uuid, "from" uuid, "to" uuid, rev bigint)
      where photo.visit_id = gone.id and photo.team_id = gone."from"
      returning ${photoKind}::text as kind, photo.id, gone."from", gone."to"`.execute(trx)
    return found.rows
  },
}
