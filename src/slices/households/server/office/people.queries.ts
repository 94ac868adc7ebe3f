import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { fold } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf, QueryOf } from '#platform/shared/route.ts'
import { type PersonInList, peoplePageSize, type personsRoute } from '../../shared/people-routes.ts'
import '../tables.ts'

type Trx = Transaction<Database>
type Query = QueryOf<typeof personsRoute>

/** A page of the persons of a place, in Vietnamese order of their names. */
export const personsOf = async (trx: Trx, placeId: Id, query: Query): Promise<OutputOf<typeof personsRoute>> => {
  const wanted = conditions(placeId, query)
  const { rows } = await sql<{ person: PersonInList }>`
    select ${personJson} as person ${from} where ${wanted}
    order by p.name collate "vi-x-icu", p.birth_year, p.id
    limit ${peoplePageSize} offset ${(query.page - 1) * peoplePageSize}`.execute(trx)
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${from} where ${wanted}`.execute(
    trx,
  )
  return { total: counted[0]?.total ?? 0, persons: rows.map(({ person }) => person) }
}

/** Everybody at a door and at doors merged into it, who is not erased. */
export const personsAtDoor = async (trx: Trx, teamId: Id, doorId: Id): Promise<PersonInList[]> => {
  const { rows } = await sql<{ person: PersonInList }>`
    select ${personJson} as person ${from}
    where p.team_id = ${teamId} and (h.id = ${doorId} or h.merged_into = ${doorId}) and ${held} and p.left_on is null
    order by p.relation is distinct from 'head', p.birth_year nulls last, p.id`.execute(trx)
  return rows.map(({ person }) => person)
}

/** One person; undefined when there is none to see. */
export const personWithId = async (trx: Trx, id: Id): Promise<PersonInList | undefined> => {
  const { rows } = await sql<{ person: PersonInList }>`
    select ${personJson} as person ${from} where p.id = ${id} and p.erased_on is null`.execute(trx)
  return rows[0]?.person
}

const from = sql`from person p join household h on h.id = p.household_id join team t on t.id = p.team_id`
const held = sql`p.erased_on is null and p.merged_into is null`
// Of who restricted the use nothing is shown but who it is, so that their requests can be answered.
const content = (column: string) => sql`case when p.restricted_on is null then ${sql.ref(`p.${column}`)} end`

const personJson = sql`json_build_object('id', p.id, 'teamId', p.team_id, 'team', t.name,
  'door', json_build_object('id', h.id, 'number', h.number, 'alley', h.alley, 'label', h.label),
  'name', p.name, 'birthYear', p.birth_year, 'sex', ${content('sex')}, 'phone', ${content('phone')},
  'relation', ${content('relation')}, 'criteria', coalesce(${content('criteria')}, '{}'),
  'skills', coalesce(${content('skills')}, '{}'), 'vneidSaidOn', ${content('vneid_said_on')}, 'consent', p.consent,
  'restrictedOn', p.restricted_on, 'leftOn', p.left_on, 'createdOn', p.created_on,
  'recognisedFrom', (select from_day from recognition r where r.subject_id = p.id and r.until_day is null),
  'waiting', (select count(*)::int from person_request q where q.person_id = p.id and q.outcome is null))`

const conditions = (placeId: Id, query: Query): RawBuilder<unknown> =>
  sql.join(
    [
      sql`${held} and t.path @> array[${placeId}]::uuid[]`,
      states[query.state],
      ...(query.team ? [sql`p.team_id = ${query.team}`] : []),
      ...(query.q?.trim() ? [matches(query.q)] : []),
      ...(query.lacks ? [sql`p.criteria -> ${query.lacks} is distinct from 'true'::jsonb`] : []),
      ...(query.bornBy ? [sql`p.birth_year <= ${query.bornBy}`] : []),
    ],
    sql` and `,
  )

const states: Record<Query['state'], RawBuilder<unknown>> = {
  present: sql`p.restricted_on is null and p.left_on is null and p.off_on is null`,
  stopped: sql`p.restricted_on is not null`,
  left: sql`p.left_on is not null and p.restricted_on is null`,
}

// The name, the door, or the last digits of the phone number; what is restricted is not searched by its phone.
const matches = (typed: string): RawBuilder<unknown> => {
  const digits = typed.replace(/\D/g, '')
  const phone = digits.length >= 3 && digits.length === typed.replace(/[\s.+-]/g, '').length
  const like = `%${fold(typed).replace(/[\\%_]/g, '\\$&')}%`
  return phone
    ? sql`(right(p.phone, ${digits.replace(/^(84|0)/, '').length}) = ${digits.replace(/^(84|0)/, '')} and p.restricted_on is null or h.folded like ${like})`
    : sql`(p.folded like ${like} or h.folded like ${like})`
}
