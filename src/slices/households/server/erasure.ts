import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { raiseRevisions } from '#platform/server/sync/revision.ts'
import { dropSnapshots } from '#platform/server/sync/snapshot.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** Refused commands about persons keep what was typed so long, for whoever sorts them out. */
const refusedDays = 35

/**
 * Takes away the content of persons whose time has come, a team at a time: who asked for it; and, when the months of
 * retention of the commune are over, who withdrew or was restricted, who left, and everybody where the register is off.
 * What goes: the row's content, what commands about them said, versions of their fields, first-sync copies; phones get a
 * removal. What stays: the row's id and days, for the figures, and the proof of the consents. Answers how many.
 */
export async function eraseDue(db: Kysely<Database>, today: Day): Promise<number> {
  const { rows } = await sql<{ team_id: Id; ids: Id[] }>`
    select p.team_id, array_agg(p.id order by p.id) as ids
    from person p
    left join lateral (
      select s.retention_months from register g
      join commune_register s on s.commune_id = g.commune_id and s.version = g.switch_version
      where g.id = p.team_id
    ) as kept on true
    where p.erased_on is null and (
      p.erase_on <= ${today}::date
      or least(p.restricted_on, p.left_on, p.off_on)
        + make_interval(months => coalesce(kept.retention_months, 0)) <= ${today}::date)
    group by p.team_id`.execute(db)
  let erased = 0
  for (const { team_id, ids } of rows) {
    await db.transaction().execute((trx) => erasePersons(trx, team_id, ids, today))
    erased += ids.length
  }
  await forgetRefused(db, today)
  return erased
}

async function erasePersons(trx: Trx, team: Id, due: readonly Id[], today: Day): Promise<void> {
  const rev = (await raiseRevisions(trx, [team])).get(team)
  const ids = await withMerged(trx, team, due)
  await eraseWords(trx, ids)
  await eraseVersions(trx, team, ids, rev)
  // What a merge took over is this person's too, whichever of the two rows is erased.
  await sql`update person set name = '', folded = '', birth_year = null, sex = null, phone = null, relation = null,
      criteria = '{}', skills = '{}', vneid_said_on = null, merge_took = null, erased_on = ${today}::date,
      restricted_on = coalesce(restricted_on, least(left_on, off_on, ${today}::date)), rev = ${rev}
    where id = any (${ids}::uuid[])`.execute(trx)
  await sql`update duplicate_dismissed set dismissed_by = null where a = any (${ids}::uuid[]) or b = any (${ids}::uuid[])`.execute(
    trx,
  )
  await sql`insert into removal (team_id, kind, id, rev, to_team_id)
    select team_id, 'person', id::text, ${rev}, team_id from person where id = any (${ids}::uuid[])
    on conflict (team_id, kind, id) do update set rev = excluded.rev, to_team_id = excluded.to_team_id, at = now()`.execute(
    trx,
  )
  await dropSnapshots(trx, [team])
}

// Rows that people put together are one human being: they go together, those of the team that is locked.
async function withMerged(trx: Trx, team: Id, due: readonly Id[]): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    with recursive one as (
      select id, merged_into from person where id = any (${[...due]}::uuid[]) and team_id = ${team}
      union
      select p.id, p.merged_into from one join person p on p.merged_into = one.id
      where p.team_id = ${team}
    )
    select id from one join person using (id) where erased_on is null`.execute(trx)
  return rows.map(({ id }) => id)
}

// The commands' lines stay: who did what to whom and when. What was said in them goes, also in the choices between two
// versions of a field, whose subject is <command of the edit>/<field>.
const eraseWords = (trx: Trx, ids: readonly Id[]) =>
  sql`with about as (
      select id, args -> 'changes' as changes from command
      where subject_kind <> 'visit' and subject_id = any (${[...ids]}::text[])
    ), choices as (
      select about.id::text || '/' || field as subject_id
      from about cross join jsonb_object_keys(case jsonb_typeof(changes) when 'object' then changes else '{}' end) as field
    )
    update command set args = jsonb_build_object('id', subject_id)
    where subject_kind <> 'visit' and args is not null
      and (subject_id = any (${[...ids]}::text[]) or subject_id in (select subject_id from choices))`.execute(trx)

const eraseVersions = (trx: Trx, team: Id, ids: readonly Id[], rev: number | undefined) =>
  sql`with gone as (
      delete from conflict where subject_kind = 'person' and subject_id = any (${[...ids]}::uuid[]) returning id
    )
    insert into removal (team_id, kind, id, rev, to_team_id) select ${team}, 'conflict', id, ${rev}, ${team} from gone
    on conflict (team_id, kind, id) do update set rev = excluded.rev, to_team_id = excluded.to_team_id, at = now()`.execute(
    trx,
  )

// Somebody who never came to be in the register has no row by which the words could be found later.
const forgetRefused = (db: Kysely<Database>, today: Day) =>
  sql`update command set args = null
    where subject_kind = 'person' and verdict = 'refused' and args is not null
      and received_at < ${today}::date - ${refusedDays}::int`.execute(db)
