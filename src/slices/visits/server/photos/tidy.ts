import { type Kysely, sql } from 'kysely'
import type { FileStore } from '#platform/server/files.ts'
import type { Jobs } from '#platform/server/jobs.ts'
import type { Database } from '#platform/server/schema.ts'
import { raiseRevisions } from '#platform/server/sync/revision.ts'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { finishPhoto, finishTask, smallKey } from './upload.ts'
import '../tables.ts'

/** Parts of a photo that nobody goes on sending are forgotten after so many days; the phone then begins from the start. */
const partDays = 30
const filesAtOnce = 500

/** What rescue files brought is drawn anew. Every night: photos whose visit counts no more, or that show a person who was erased, go; then their files. */
export const photoJobs = (files: FileStore): Jobs => ({
  tasks: [
    { name: 'photos.tidy', run: (_payload, { db }) => tidyPhotos(db, files, dayInVietnam(Date.now())) },
    { name: finishTask, run: (payload, { db }) => finishPhoto(db, files, (payload as { photoId: Id }).photoId) },
  ],
  schedules: [{ task: 'photos.tidy', cron: '10 18 * * *' }], // 01:10 in Vietnam
})

/** On the worker's handle; harmless when run twice. */
export async function tidyPhotos(db: Kysely<Database>, files: FileStore, today: Day): Promise<void> {
  for (const { team_id, ids } of await toRemove(db)) await removeOf(db, team_id, ids, today)
  await dropFiles(db, files)
  await sql`delete from photo_part where at < now() - make_interval(days => ${partDays})`.execute(db)
}

interface OfTeam {
  team_id: Id
  ids: Id[]
}

// Who was erased stands in the visit by id only; the visits of their team are looked through.
async function toRemove(db: Kysely<Database>): Promise<OfTeam[]> {
  const { rows } = await sql<OfTeam>`
    select p.team_id, array_agg(p.id) as ids
    from photo p join visit v on v.id = p.visit_id
    where p.removed_on is null and (v.cancelled_on is not null or (v.persons is not null and exists (
      select from jsonb_to_recordset(v.persons) as named ("personId" uuid)
      join person on person.id = named."personId" where person.erased_on is not null)))
    group by p.team_id`.execute(db)
  return rows
}

const removeOf = (db: Kysely<Database>, team: Id, ids: readonly Id[], today: Day): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const rev = (await raiseRevisions(trx, [team])).get(team)
    const { rows } = await sql<{ id: Id; visit_id: Id }>`
      update photo set removed_on = ${today}::date, rev = ${rev}
      where id = any (${ids}::uuid[]) and team_id = ${team} and removed_on is null returning id, visit_id`.execute(trx)
    for (const { id, visit_id } of rows)
      await sql`update visit set photos = array_remove(photos, ${id}::uuid), rev = ${rev} where id = ${visit_id}`.execute(
        trx,
      )
  })

// First the file, then what is known of it: broken off in between, it is done again.
async function dropFiles(db: Kysely<Database>, files: FileStore): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ id: Id; file_key: string }>`
      select id, file_key from photo where removed_on is not null and file_key is not null limit ${filesAtOnce}`.execute(
      db,
    )
    if (rows.length === 0) return
    for (const { file_key } of rows) {
      await files.remove(file_key)
      await files.remove(smallKey(file_key))
    }
    const gone = rows.map(({ id }) => id)
    await sql`delete from photo_part where photo_id = any (${gone}::uuid[])`.execute(db)
    await sql`update photo set file_key = null, file_bytes = null where id = any (${gone}::uuid[])`.execute(db)
  }
}
