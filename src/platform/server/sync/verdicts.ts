import type { Transaction } from 'kysely'
import type { AnyCommand, BaseRef, SyncRow, Verdict } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import type { WireVerdict } from '#platform/shared/wire.ts'
import type { Database } from '../schema.ts'
import { prepared, run, type TableWrite } from '../statement.ts'
import type { Statement } from '../together.ts'
import type { SyncDeps } from './deps.ts'
import { type Decided, type Item, subjectOf } from './items.ts'
import { rowsText } from './kinds.ts'
import type { Revisions } from './revision.ts'
import { keyOf } from './world.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** Verdicts by command id. */
export type Answers = Map<Id, WireVerdict>

/** Verdicts by command id, and the epoch in which they were given. */
export interface Decision {
  epoch: string
  answers: Answers
}

/** What the server knows already about the commands of a push, and the rows they build on. */
export interface Known {
  /** Verdicts given before, by command id: a repeated push repeats them. */
  verdicts: Map<Id, WireVerdict>
  /** Commands that wait for rows which this push may bring, in the order in which they arrived. */
  waiting: Item[]
  /** The bases that were asked for, as far as the scope shows them. */
  bases: LoadedRows
}

/** Rows by kind, and which rows were asked for at all. */
export interface LoadedRows {
  asked: ReadonlySet<string>
  rows: ReadonlyMap<string, SyncRow[]>
}

export interface Question {
  /** Commands that may be known. */
  ids: readonly Id[]
  /** Rows for which others may wait. */
  brought: readonly string[]
  bases: readonly BaseRef[]
}

interface KnownRow {
  id: Id
  team_id: Id
  account_id: Id
  member_id: Id | null
  name: string
  version: number
  args: unknown
  made_at_ms: number
  day: Day
  skew_ms: number | null
  verdict: Verdict
  problem: ProblemBody | null
  rev: number
  waits_for: string | null
}

const commandKind = 'command'
const knownColumns = `'${commandKind}' as kind, seq, json_build_object('id', id, 'team_id', team_id, 'account_id', account_id,
  'member_id', member_id, 'name', name, 'version', version, 'args', case when verdict = 'waiting' then args end,
  'made_at_ms', extract(epoch from made_at) * 1000, 'day', day, 'skew_ms', skew_ms, 'verdict', verdict, 'problem', problem,
  'rev', rev, 'waits_for', waits_for) as row`
const knownText = `select ${knownColumns} from command where id = any ($1::uuid[])
  union all
  select ${knownColumns} from command where waits_for = any ($2::text[]) and verdict = 'waiting' and id <> all ($1::uuid[])`

/** Commands by id, those that wait for any of the rows `brought`, and bases of all kinds: one query. */
export async function loadKnown(
  trx: Trx,
  question: Question,
  deps: Pick<SyncDeps, 'commands' | 'kinds'>,
): Promise<Known> {
  const { text, values } = asking(question, deps)
  return knownIn(await run<FoundRow>(trx, text, values), question, deps)
}

/** The same as a statement to be run together with others. */
export function asking({ ids, brought, bases }: Question, { kinds }: Pick<SyncDeps, 'kinds'>): Statement {
  const stores = kinds.filter(({ kind }) => bases.some((ref) => ref.kind === kind))
  const idsOf = (kind: string) => [...new Set(bases.filter((ref) => ref.kind === kind).map(({ id }) => id))]
  const text = [knownText, ...stores.map((store, index) => rowsText(store, index + 3))].join('\nunion all\n')
  return { text: prepared(text), values: [ids, brought, ...stores.map(({ kind }) => idsOf(kind))] }
}

/** What `asking` answered. */
export function knownIn(
  rows: readonly FoundRow[],
  { ids, bases }: Question,
  { commands }: Pick<SyncDeps, 'commands'>,
): Known {
  const asked = new Set(ids)
  const known = rows
    .filter(({ kind }) => kind === commandKind)
    .sort((a, b) => a.seq - b.seq)
    .map(({ row }) => row as KnownRow)
  const kinds = new Set(bases.map(({ kind }) => kind))
  const rowsOf = (of: string) => rows.filter(({ kind }) => kind === of).map(({ row }) => row as SyncRow)
  return {
    verdicts: new Map(known.filter(({ id }) => asked.has(id)).map((row) => [row.id, verdictOf(row)])),
    waiting: known.filter((row) => row.waits_for !== null).map((row) => itemOf(row, commands)),
    bases: { asked: new Set(bases.map(keyOf)), rows: new Map([...kinds].map((kind) => [kind, rowsOf(kind)])) },
  }
}

export interface FoundRow {
  kind: string
  seq: number
  row: unknown
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
    madeAtMs: row.made_at_ms,
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

/** Keeps the verdicts of new commands. The row is also the line of the audit and the event. */
export const storeVerdicts = (decided: readonly Decided[], revs: Revisions): TableWrite => ({
  sql: `insert into command (id, team_id, account_id, member_id, name, version, subject_kind, subject_id, args,
      made_at, day, skew_ms, verdict, problem, rev, waits_for)
    select id, team_id, account_id, member_id, name, version, subject_kind, subject_id, args,
      made_at, day, skew_ms, verdict, problem, rev, waits_for
    from json_to_recordset($rows) as fresh (id uuid, team_id uuid, account_id uuid, member_id uuid,
      name text, version int, subject_kind text, subject_id text, args jsonb, made_at timestamptz, day date, skew_ms bigint,
      verdict text, problem jsonb, rev bigint, waits_for text)`,
  rows: decided.filter(({ item }) => item.waitsFor === null).map((one) => rowOf(one, revs)),
})

/** Writes the late verdicts of commands that had been waiting; phones learn them in the pull. */
export const storeLateVerdicts = (decided: readonly Decided[], revs: Revisions): TableWrite => ({
  sql: `update command set verdict = fresh.verdict, problem = fresh.problem, rev = fresh.rev,
      waits_for = fresh.waits_for, late = true, args = case when fresh.forget then null else command.args end
    from json_to_recordset($rows) as fresh (id uuid, verdict text, problem jsonb, rev bigint, waits_for text, forget boolean)
    where command.id = fresh.id`,
  rows: decided.filter(({ item }) => item.waitsFor !== null).map((one) => rowOf(one, revs)),
})

function rowOf({ item, verdict, problem, waitsFor, forget = false }: Decided, revs: Revisions) {
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
    args: forget ? null : args,
    forget,
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
