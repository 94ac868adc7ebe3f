import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { BodyOf, OutputOf, QueryOf } from '#platform/shared/route.ts'
import { askedAhead, personGone } from '../../shared/office-problems.ts'
import {
  type openRequestRoute,
  type RequestInList,
  requestsPageSize,
  type requestsRoute,
} from '../../shared/request-routes.ts'
import { afterWorkingDays, answerWithinDays } from '../../shared/working-days.ts'
import '../tables.ts'
import { calendarOf } from './calendar.queries.ts'

type Trx = Transaction<Database>

/** Requests of a commune: those that wait first, the longest due on top. */
export const requestsOf = async (
  trx: Trx,
  placeId: Id,
  { state, kind, page }: QueryOf<typeof requestsRoute>,
  day: Day,
): Promise<OutputOf<typeof requestsRoute>> => {
  const here = sql`t.path @> array[${placeId}]::uuid[]`
  const wanted = sql`${here} ${kind ? sql`and q.kind = ${kind}` : sql``}
    ${state ? sql`and (q.outcome is null) = ${state === 'waiting'}` : sql``}`
  const { rows } = await sql<{ request: RequestInList }>`
    select ${requestJson(day)} as request ${from} where ${wanted}
    order by q.outcome is not null, case when q.outcome is null then q.due_on end, q.answered_on desc, q.id
    limit ${requestsPageSize} offset ${(page - 1) * requestsPageSize}`.execute(trx)
  const { rows: counted } = await sql<{ total: number; waiting: number; overdue: number }>`
    select count(*) filter (where ${wanted})::int as total, count(*) filter (where q.outcome is null)::int as waiting,
      count(*) filter (where q.outcome is null and q.due_on < ${day}::date)::int as overdue
    ${from} where ${here}`.execute(trx)
  const sums = counted[0] ?? { total: 0, waiting: 0, overdue: 0 }
  return { ...sums, requests: rows.map(({ request }) => request) }
}

/** One request of a place. Throws `not-found`. */
export const requestWithId = async (trx: Trx, placeId: Id, id: Id, day: Day): Promise<RequestInList> => {
  const { rows } = await sql<{ request: RequestInList }>`
    select ${requestJson(day)} as request ${from} where q.id = ${id} and t.path @> array[${placeId}]::uuid[]`.execute(
    trx,
  )
  const [row] = rows
  if (!row) throw new Problem(notFound)
  return row.request
}

/** The requests of a person, oldest first. */
export const requestsOfPerson = async (trx: Trx, personId: Id, day: Day): Promise<RequestInList[]> => {
  const { rows } = await sql<{ request: RequestInList }>`
    select ${requestJson(day)} as request ${from} where q.person_id = ${personId} order by q.asked_on, q.id`.execute(
    trx,
  )
  return rows.map(({ request }) => request)
}

const from = sql`from person_request q join person p on p.id = q.person_id join team t on t.id = q.team_id`

// Of who restricted the use nothing is shown but who it is.
const usable = (column: string) => sql`case when p.restricted_on is null then ${sql.ref(`p.${column}`)} end`

const requestJson = (
  day: Day,
): RawBuilder<unknown> => sql`json_build_object('id', q.id, 'kind', q.kind, 'personId', p.id,
  'teamId', q.team_id, 'team', t.name, 'householdId', p.household_id, 'name', p.name, 'birthYear', p.birth_year,
  'sex', ${usable('sex')}, 'phone', ${usable('phone')}, 'relation', ${usable('relation')}, 'erasedOn', p.erased_on, 'askedBy', q.asked_by, 'askedHow', q.asked_how, 'identified', q.identified,
  'askedOn', q.asked_on, 'dueOn', q.due_on, 'wish', q.wish, 'outcome', q.outcome, 'answer', q.answer,
  'answeredOn', q.answered_on, 'overdue', q.outcome is null and q.due_on < ${day}::date)`

/** Writes a request down. Sent twice it is one. Answers the day by which it must be answered. */
export const openRequest = async (
  trx: Trx,
  placeId: Id,
  wish: BodyOf<typeof openRequestRoute>,
  by: Id,
  day: Day,
): Promise<{ dueOn: Day; teamId: Id }> => {
  if (wish.askedOn > day) throw new Problem(askedAhead)
  const teamId = await holderOf(trx, placeId, wish.personId)
  const dueOn = afterWorkingDays(wish.askedOn, answerWithinDays, await calendarOf(trx))
  await trx
    .insertInto('person_request')
    .values({
      id: wish.id,
      person_id: wish.personId,
      team_id: teamId,
      kind: wish.kind,
      asked_by: wish.askedBy,
      asked_how: wish.askedHow,
      identified: wish.identified,
      asked_on: wish.askedOn,
      due_on: dueOn,
      wish: wish.wish,
      opened_by: by,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return { dueOn, teamId }
}

const holderOf = async (trx: Trx, placeId: Id, personId: Id): Promise<Id> => {
  const { rows } = await sql<{ teamId: Id; erased: boolean }>`
    select p.team_id as "teamId", p.erased_on is not null as erased
    from person p join team t on t.id = p.team_id
    where p.id = ${personId} and t.path @> array[${placeId}]::uuid[]`.execute(trx)
  const [row] = rows
  if (!row) throw new Problem(notFound)
  if (row.erased) throw new Problem(personGone)
  return row.teamId
}

/** Notes the answer; false when it has one already. */
export const noteAnswer = async (
  trx: Trx,
  id: Id,
  { outcome, answer, by, day }: { outcome: 'done' | 'refused'; answer: string | null; by: Id; day: Day },
): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('person_request')
    .set({ outcome, answer, answered_on: day, answered_by: by })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
