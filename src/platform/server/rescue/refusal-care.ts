import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import type { SettledWork } from '#platform/shared/refused-routes.ts'
import type { Database } from '../schema.ts'
import './tables.ts'

type Trx = Transaction<Database>

/**
 * Notes what authors did about their own refused work. Only lines of the author's own commands change, and only those
 * that nobody else has taken care of. In a transaction that sees the commands' teams.
 */
export async function settleOwn(trx: Trx, accountId: Id, settled: readonly SettledWork[]): Promise<void> {
  const done = settled.filter(({ how }) => how !== 'open')
  const reopened = settled.filter(({ how }) => how === 'open').map(({ id }) => id)
  await sql`
    insert into refusal_care as care (command_id, team_id, state, by_account)
    select c.id, c.team_id, said.how, ${accountId}
    from unnest(${done.map(({ id }) => id)}::uuid[], ${done.map(({ how }) => how)}::text[]) as said (id, how)
    join command c on c.id = said.id and c.account_id = ${accountId} and c.verdict = 'refused'
    on conflict (command_id) do update set state = excluded.state, at = now()
    where care.by_account = ${accountId}`.execute(trx)
  await sql`
    delete from refusal_care where command_id = any (${reopened}::uuid[]) and by_account = ${accountId}`.execute(trx)
}

/** Somebody in charge decides about refused work; false: there is no such open work in the scope. */
export async function careFor(
  trx: Trx,
  commandId: Id,
  care: { by: Id; reason: string | null } & ({ state: 'withdrawn' | 'corrected' } | { state: 'given'; to: Id }),
): Promise<boolean> {
  const given = care.state === 'given' ? care.to : null
  const { rows } = await sql`
    insert into refusal_care as care (command_id, team_id, state, by_account, reason, given_to, work)
    select id, team_id, ${care.state}, ${care.by}, ${care.reason}, ${given},
      case when ${given}::uuid is not null then ${workOf} end
    from command where id = ${commandId} and verdict = 'refused'
    on conflict (command_id) do update set state = excluded.state, by_account = excluded.by_account, at = now(),
      reason = excluded.reason, given_to = excluded.given_to, work = excluded.work
    where care.state = 'given'
    returning command_id`.execute(trx)
  return rows.length > 0
}

const workOf: RawBuilder<unknown> = sql`jsonb_build_object('name', name, 'args', args, 'day', day, 'problem', problem)`

/** A team has seen to work that the commune had given to it; false: it was given nothing like that. */
export async function endGiven(
  trx: Trx,
  commandId: Id,
  team: Id,
  care: { by: Id; state: 'withdrawn' | 'corrected'; reason: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update refusal_care set state = ${care.state}, by_account = ${care.by}, at = now(), reason = ${care.reason},
      work = null
    where command_id = ${commandId} and given_to = ${team} and state = 'given'
    returning command_id`.execute(trx)
  return rows.length > 0
}
