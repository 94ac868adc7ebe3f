import { sql, type Transaction } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Database } from '../schema.ts'
import type { Reason } from './unique.ts'

/** A subject of a unique count, with all its reasons before and after this fold. */
export interface Subject {
  id: Id
  measure: string
  reasons: Reason[]
  /** Teams with reasons before this fold: their rows are written even when nothing is left. */
  before: Set<Id>
  /** Teams whose reasons changed. */
  changed: Set<Id>
}

/** The subjects that a fold touches, by `${id} ${measure}`. */
export type Subjects = Map<string, Subject>

export const subjectKey = (id: Id, measure: string): string => `${id} ${measure}`

/** Loads the given subjects, and those of teams that moved, with the reasons of all teams; one query. */
export async function loadSubjects(
  trx: Transaction<Database>,
  wanted: readonly { id: Id; measure: string }[],
  movedTeams: readonly Id[],
): Promise<Subjects> {
  const subjects: Subjects = new Map(
    wanted.map(({ id, measure }) => [subjectKey(id, measure), newSubject(id, measure)]),
  )
  if (wanted.length === 0 && movedTeams.length === 0) return subjects
  const ids = wanted.map(({ id }) => id)
  const measures = wanted.map(({ measure }) => measure)
  const { rows } = await sql<{ subject_id: Id; measure: string; team_id: Id; days: Day[] }>`
    with touched as (
      select * from unnest(${ids}::uuid[], ${measures}::text[]) as wanted (subject_id, measure)
      union
      select subject_id, measure from subject_days where team_id = any (${movedTeams}::uuid[])
    )
    select subject_id, measure, team_id, days from touched join subject_days using (subject_id, measure)`.execute(trx)
  for (const row of rows) addRow(subjects, row.subject_id, row.measure, row.team_id, row.days)
  return subjects
}

/** Keeps what changed: one upsert, and one delete for what has no reason left. */
export async function saveSubjects(trx: Transaction<Database>, subjects: Subjects): Promise<void> {
  const changed = [...subjects.values()].flatMap((subject) =>
    [...subject.changed].map((team) => keptRow(subject, team)),
  )
  const left = changed.filter((row) => row.days.length > 0)
  const gone = changed.filter((row) => row.days.length === 0 && row.known)
  if (left.length > 0)
    await sql`insert into subject_days (subject_id, measure, team_id, days)
      select subject_id, measure, team_id, days::date[]
      from unnest(${left.map((row) => row.id)}::uuid[], ${left.map((row) => row.measure)}::text[],
        ${left.map((row) => row.team)}::uuid[], ${left.map((row) => `{${row.days.join(',')}}`)}::text[])
        as row (subject_id, measure, team_id, days)
      on conflict (subject_id, measure, team_id) do update set days = excluded.days`.execute(trx)
  if (gone.length > 0)
    await sql`delete from subject_days using unnest(${gone.map((row) => row.id)}::uuid[],
        ${gone.map((row) => row.measure)}::text[], ${gone.map((row) => row.team)}::uuid[])
        as row (subject_id, measure, team_id)
      where subject_days.subject_id = row.subject_id and subject_days.measure = row.measure
        and subject_days.team_id = row.team_id`.execute(trx)
}

const newSubject = (id: Id, measure: string): Subject => ({
  id,
  measure,
  reasons: [],
  before: new Set(),
  changed: new Set(),
})

function addRow(subjects: Subjects, id: Id, measure: string, team: Id, days: readonly Day[]): void {
  const key = subjectKey(id, measure)
  const subject = subjects.get(key) ?? newSubject(id, measure)
  subjects.set(key, subject)
  subject.before.add(team)
  for (const day of days) subject.reasons.push({ team, day })
}

const keptRow = (subject: Subject, team: Id) => ({
  id: subject.id,
  measure: subject.measure,
  team,
  known: subject.before.has(team),
  days: subject.reasons.flatMap((reason) => (reason.team === team ? [reason.day] : [])).sort(),
})
