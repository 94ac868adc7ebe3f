import { sql, type Transaction } from 'kysely'
import type { AnyCommand, Verdict } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import type { WireVerdict } from '#platform/shared/wire.ts'
import type { Database } from '../schema.ts'
import { type Decided, type Item, subjectOf } from './items.ts'
import type { Revisions } from './revision.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** Verdicts by command id. */
export type Answers = Map<Id, WireVerdict>

/** What the server knows already about the commands of a push. */
export interface Known {
  /** Verdicts given before, by command id: a repeated push repeats them. */
  verdicts: Map<Id, WireVerdict>
  /** Commands that wait for rows which this push may bring, in the order in which they arrived. */
  waiting: Item[]
}

interface KnownRow {
  id: Id
  team_id: Id
  account_id: Id
  member_id: Id | null
  name: string
  version: number
  args: unknown
  made_at: Date
  day: Day
  skew_ms: number | null
  verdict: Verdict
  problem: ProblemBody | null
  rev: number
  waits_for: string | null
}

/** Looks up the commands by id, and those that wait for any of the rows `brought`; one query. */
export async function loadKnown(
  trx: Trx,
  ids: readonly Id[],
  brought: readonly string[],
  commands: readonly AnyCommand[],
): Promise<Known> {
  const columns = sql`id, seq, team_id, account_id, member_id, name, version, made_at, day, skew_ms, verdict, problem, rev, waits_for`
  const { rows } = await sql<KnownRow>`
    select ${columns}, null as args from command where id = any (${[...ids]}::uuid[]) and verdict <> 'waiting'
    union all
    select ${columns}, args from command where id = any (${[...ids]}::uuid[]) and verdict = 'waiting'
    union all
    select ${columns}, args from command
    where waits_for = any (${[...brought]}::text[]) and verdict = 'waiting' and id <> all (${[...ids]}::uuid[])
    order by seq`.execute(trx)
  const asked = new Set(ids)
  return {
    verdicts: new Map(rows.filter(({ id }) => asked.has(id)).map((row) => [row.id, verdictOf(row)])),
    waiting: rows.filter((row) => row.waits_for !== null).map((row) => itemOf(row, commands)),
  }
}

export const verdictOf = (row: Pick<KnownRow, 'id' | 'verdict' | 'rev' | 'problem'>): WireVerdict => ({
  id: row.id,
  verdict: row.verdict,
  rev: row.rev,
  ...(row.problem && { problem: row.problem }),
})

const itemOf = (row: KnownRow, commands: readonly AnyCommand[]): Item => ({
  meta: {
    id: row.id,
    teamId: row.team_id,
    accountId: row.account_id,
    memberId: row.member_id,
    madeAtMs: row.made_at.getTime(),
    day: row.day,
  },
  name: row.name,
  version: row.version,
  command: commands.find((one) => one.name === row.name && one.version === row.version) ?? null,
  args: row.args,
  skewMs: row.skew_ms,
  waitsFor: row.waits_for,
  refused: null,
})

/** Keeps the verdicts of new commands; one statement. The row is also the line of the audit and the event. */
export async function storeVerdicts(trx: Trx, decided: readonly Decided[], revs: Revisions): Promise<void> {
  const rows = decided.filter(({ item }) => item.waitsFor === null).map((one) => rowOf(one, revs))
  if (rows.length === 0) return
  await sql`insert into command (id, team_id, account_id, member_id, name, version, subject_kind, subject_id, args,
      made_at, day, skew_ms, verdict, problem, rev, waits_for)
    select id, team_id, account_id, member_id, name, version, subject_kind, subject_id, args,
      made_at, day, skew_ms, verdict, problem, rev, waits_for
    from json_to_recordset(${JSON.stringify(rows)}::json) as fresh (id uuid, team_id uuid, account_id uuid, member_id uuid,
      name text, version int, subject_kind text, subject_id text, args jsonb, made_at timestamptz, day date, skew_ms bigint,
      verdict text, problem jsonb, rev bigint, waits_for text)`.execute(trx)
}

/** Writes the late verdicts of commands that had been waiting; phones learn them in the pull. */
export async function storeLateVerdicts(trx: Trx, decided: readonly Decided[], revs: Revisions): Promise<void> {
  const rows = decided.filter(({ item }) => item.waitsFor !== null).map((one) => rowOf(one, revs))
  if (rows.length === 0) return
  await sql`update command set verdict = fresh.verdict, problem = fresh.problem, rev = fresh.rev,
      waits_for = fresh.waits_for, late = true
    from json_to_recordset(${JSON.stringify(rows)}::json) as fresh (id uuid, verdict text, problem jsonb, rev bigint, waits_for text)
    where command.id = fresh.id`.execute(trx)
}

function rowOf({ item, verdict, problem, waitsFor }: Decided, revs: Revisions) {
  const { meta, name, version, args, skewMs } = item
  const subject = subjectOf(item)
  return {
    id: meta.id,
    team_id: meta.teamId,
    account_id: meta.accountId,
    member_id: meta.memberId,
    name,
    version,
    subject_kind: subject?.kind ?? null,
    subject_id: subject?.id ?? null,
    args,
    made_at: new Date(meta.madeAtMs).toISOString(),
    day: meta.day,
    skew_ms: skewMs === null ? null : Math.round(skewMs),
    verdict,
    problem,
    rev: revs.get(meta.teamId),
    waits_for: waitsFor,
  }
}

/** The answer to one decided command. */
export const answerOf = ({ item, verdict, problem }: Decided, revs: Revisions): WireVerdict => ({
  id: item.meta.id,
  verdict,
  rev: revs.get(item.meta.teamId) ?? 0,
  ...(problem && { problem }),
})
