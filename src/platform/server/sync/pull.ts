import { type RawBuilder, sql, type Transaction } from 'kysely'
import { addMonths, type Day, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { limits, type PullAnswer, type PullQuery, type WireChange, type WireVerdict } from '#platform/shared/wire.ts'
import type { Scope } from '../db.ts'
import { inTransaction } from '../http/transaction.ts'
import type { Database } from '../schema.ts'
import { requireMember } from './access.ts'
import type { SyncDeps } from './deps.ts'
import { type AnyKindStore, idText } from './kinds.ts'
import { requireWire } from './least-wire.ts'
import { type Position, positionOf, positionText, start } from './position.ts'
import { verdictOf } from './verdicts.ts'

type Trx = Transaction<Database>

/** One page of what changed for a team's phones since their cursor: changes and removals in one order. */
export async function pull(deps: SyncDeps, actor: Actor, scope: Scope, query: PullQuery): Promise<PullAnswer> {
  requireWire(query.wire, deps.leastWire, deps.now())
  requireMember(actor, query.team)
  return inTransaction(deps.db, { ...scope, teams: [query.team] }, true, async (trx) => {
    const state = await readState(trx, query.team)
    const from = cursorOf(query, state)
    if (from === null) return { ...emptyAnswer(state), reset: true }
    const head = Math.min(query.head ?? state.head, state.head)
    const after =
      query.after === undefined ? { ...start, ...(from > 0 && { rev: from }) } : positionOf(query.after, deps.kinds)
    const page = await readPage(trx, deps.kinds, {
      team: query.team,
      after,
      head,
      most: limits.pullRows,
      since: horizon(deps.now()),
    })
    const verdicts = query.after ? [] : await lateVerdicts(trx, query.team, actor.accountId, from, head)
    return { ...emptyAnswer(state), head, next: page.next, changes: page.changes, verdicts }
  })
}

/** What a team's cursor is compared with. */
export interface TeamState {
  epoch: string
  head: number
  /** Removals up to here have been forgotten. */
  forgotten: number
  reference: number
}

/** Reads the team's head before any row: whatever is committed later has a higher revision. */
export async function readState(trx: Trx, team: Id): Promise<TeamState> {
  const { rows } = await sql<TeamState>`
    select coalesce(r.rev, 0) as head, coalesce(r.forgotten_rev, 0) as forgotten,
      (select epoch from sync_epoch order by number desc limit 1) as epoch,
      (select coalesce(sum(p.rev), 0)::bigint from reference_revision p where p.place_id = any (t.path)) as reference
    from team t left join team_revision r on r.team_id = t.id where t.id = ${team}`.execute(trx)
  const [state] = rows
  if (!state) throw new Error('the team is not in its own scope')
  return state
}

// null: no usable cursor. Of another life of the database, or older than the removals that are still known.
const cursorOf = ({ epoch, rev }: PullQuery, state: TeamState): number | null => {
  if (epoch !== state.epoch || rev === undefined || !Number.isSafeInteger(rev) || rev < 0 || rev > state.head)
    return null
  return rev > 0 && rev < state.forgotten ? null : rev
}

const emptyAnswer = ({ epoch, head, reference }: TeamState): PullAnswer => ({
  epoch,
  head,
  reference,
  next: null,
  reset: false,
  changes: [],
  verdicts: [],
})

/** Phones hold visits from this day on: the first day of the month twelve months back. */
export const horizon = (nowMs: number): Day => addMonths(dayInVietnam(nowMs), -limits.visitMonths)

export interface PageRequest {
  team: Id
  after: Position
  head: number
  most: number
  since: Day
}

/** The next page after a position, up to the head; `next` is null when it was the last. A snapshot has no removals. */
export async function readPage(
  trx: Trx,
  kinds: readonly AnyKindStore[],
  request: PageRequest,
  what: 'changes' | 'rows only' = 'changes',
): Promise<{ changes: WireChange[]; next: string | null }> {
  const { rows } = await pageQuery(kinds, request, what).execute(trx)
  const changes = rows.slice(0, request.most).map(toChange)
  const last = changes.at(-1)
  return { changes, next: rows.length > request.most && last ? positionText(last) : null }
}

interface PageRow {
  rev: number
  kind: string
  id: string
  row: unknown
}

const toChange = ({ rev, kind, id, row }: PageRow): WireChange =>
  row === null ? { kind, id, rev } : { kind, id, rev, row }

/** One row more than the page holds, to know whether there is another. */
export function pageQuery(
  kinds: readonly AnyKindStore[],
  request: PageRequest,
  what: 'changes' | 'rows only',
): RawBuilder<PageRow> {
  const parts = kinds.map((store) => partOf(store, request))
  if (what === 'changes') parts.push(removalsOf(request))
  return sql<PageRow>`
    select rev, kind, id, row from (${sql.join(parts, sql` union all `)}) as changes
    order by rev, kind collate "C", id collate "C" limit ${request.most + 1}`
}

// Each kind gives its first rows by its own index on (team, rev, id); the whole is then cut to one page.
function partOf(store: AnyKindStore, { team, after, head, most, since }: PageRequest): RawBuilder<unknown> {
  return sql`(select t.rev, ${store.kind}::text as kind, ${idText} as id, ${store.json} as row
    from ${store.from}
    where ${store.team ?? sql`t.team_id`} = ${team} and t.rev <= ${head} and ${beyond(store, after)}
      and ${store.since?.(since) ?? sql`true`}
    order by t.rev, t.id limit ${most + 1})`
}

const removalsOf = ({ team, after, head, most }: PageRequest): RawBuilder<unknown> =>
  sql`(select r.rev, r.kind, r.id, null::json as row from removal r
    where r.team_id = ${team} and r.rev <= ${head}
      and ${after.kind === '' ? sql`r.rev > ${after.rev}` : sql`(r.rev, r.kind, r.id) > (${after.rev}::bigint, ${after.kind}, ${after.id})`}
    order by r.rev, r.kind, r.id limit ${most + 1})`

function beyond(store: AnyKindStore, { rev, kind, id }: Position): RawBuilder<unknown> {
  if (store.kind < kind) return sql`t.rev > ${rev}`
  // Kinds that come later in the order are still due at this revision; at the very beginning (kind '') all of it was seen.
  if (store.kind > kind) return kind === '' ? sql`t.rev > ${rev}` : sql`t.rev >= ${rev}`
  return sql`(t.rev, t.id) > (${rev}::bigint, ${id}::${sql.raw(store.idType ?? 'uuid')})`
}

/** How many changes and removals came after a revision, counted up to `most`. */
export async function countSince(
  trx: Trx,
  kinds: readonly AnyKindStore[],
  team: Id,
  rev: number,
  most: number,
): Promise<number> {
  const parts = kinds.map(
    (store) =>
      sql`(select from ${store.from} where ${store.team ?? sql`t.team_id`} = ${team} and t.rev > ${rev} limit ${most})`,
  )
  const removals = sql`(select from removal r where r.team_id = ${team} and r.rev > ${rev} limit ${most})`
  const { rows } = await sql<{ changed: number }>`
    select count(*)::int as changed from (${sql.join([...parts, removals], sql` union all `)}) as changes`.execute(trx)
  return rows[0]?.changed ?? 0
}

async function lateVerdicts(trx: Trx, team: Id, accountId: Id, from: number, head: number): Promise<WireVerdict[]> {
  const rows = await trx
    .selectFrom('command')
    .select(['id', 'verdict', 'problem', 'rev'])
    .where('late', '=', true)
    .where('team_id', '=', team)
    .where('account_id', '=', accountId)
    .where('rev', '>', from)
    .where('rev', '<=', head)
    .where('verdict', '<>', 'waiting')
    .orderBy('rev')
    .execute()
  return rows.map(verdictOf)
}
