import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'

/** The visits at which a person of the register was named and what was tested then, oldest first; within the scope. */
export const visitsNaming = async (
  trx: Transaction<Database>,
  personId: Id,
): Promise<{ day: Day; skills: { skill: string; level: string }[] }[]> => {
  const { rows } = await sql<{ day: Day; skills: { skill: string; level: string }[] }>`
    select v.day, coalesce(named -> 'skills', '[]') as skills
    from visit v cross join lateral jsonb_array_elements(v.persons) as named
    where v.persons @> ${JSON.stringify([{ personId }])}::jsonb and named ->> 'personId' = ${personId}
      and v.cancelled_on is null
    order by v.day, v.id`.execute(trx)
  return rows
}
