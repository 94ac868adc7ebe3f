import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { addDays, type Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { type FindingInList, findingDays, teamFirstDays } from '../shared/findings.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** The findings of a team, also those that the commune has closed. */
export const findingsOfTeam = (trx: Trx, teamId: Id, today: Day): Promise<FindingInList[]> =>
  findings(trx, sql`f.team_id = ${teamId} and f.found_on >= ${addDays(today, -findingDays)}`)

/** Those of a commune that its teams have known for a week. */
export const findingsOfCommune = (trx: Trx, communeId: Id, today: Day): Promise<FindingInList[]> =>
  findings(
    trx,
    sql`(team.commune_id = ${communeId} or team.place_id = ${communeId})
      and f.found_on between ${addDays(today, -findingDays)} and ${addDays(today, -teamFirstDays)}`,
  )

async function findings(trx: Trx, which: RawBuilder<unknown>): Promise<FindingInList[]> {
  const { rows } = await sql<{ row: FindingInList }>`
    select json_build_object('id', f.id, 'teamId', f.team_id, 'team', team.name, 'memberId', f.member_id,
      'pattern', f.pattern, 'day', f.day, 'visits', cardinality(f.visits), 'foundOn', f.found_on,
      'explanation', f.explanation, 'closedOn', f.closed_on, 'closingWord', f.closing_word) as row
    from finding f join team on team.id = f.team_id
    where ${which}
    order by f.closed_on is not null, f.explanation is not null, f.day desc, f.id limit 500`.execute(trx)
  return rows.map(({ row }) => row)
}

export interface Said {
  findingId: Id
  word: string
  by: Id
  today: Day
}

/** Throws `not-found`. */
export async function explain(trx: Trx, teamId: Id, { findingId, word, by, today }: Said): Promise<void> {
  const { numAffectedRows } = await sql`
    update finding set explained_on = ${today}, explanation = ${word}, explained_by = ${by}
    where id = ${findingId} and team_id = ${teamId} and closed_on is null`.execute(trx)
  if (!numAffectedRows) throw new Problem(notFound)
}

/** Answers the team. Throws `not-found`, also for what only the team knows yet. */
export async function close(trx: Trx, communeId: Id, { findingId, word, by, today }: Said): Promise<Id> {
  const { rows } = await sql<{ team_id: Id }>`
    update finding set closed_on = ${today}, closing_word = ${word}, closed_by = ${by}
    from team
    where finding.id = ${findingId} and team.id = finding.team_id and finding.closed_on is null
      and (team.commune_id = ${communeId} or team.place_id = ${communeId})
      and finding.found_on <= ${addDays(today, -teamFirstDays)}
    returning finding.team_id`.execute(trx)
  const [row] = rows
  if (!row) throw new Problem(notFound)
  return row.team_id
}
