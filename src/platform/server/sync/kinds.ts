import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
  type Transaction,
} from 'kysely'
import type { BaseRef, SyncRow } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { MeasureDelta } from '#platform/shared/measures.ts'
import type { Database } from '../schema.ts'
import { prepared, run } from '../statement.ts'
import type { Revisions } from './revision.ts'

type Trx = Transaction<Database>

/** A row that left one team for another. */
export interface Moved extends BaseRef {
  from: Id
  to: Id
  /** No phone may hold it, also none of the team it comes to. */
  hidden?: boolean
}

/**
 * How rows of one kind are kept: what a slice gives so that its rows reach phones. The JSON expression is the only
 * mapping from table to wire; pull, snapshot and the bases of commands all read through it.
 */
export interface KindStore<Row extends SyncRow = SyncRow> {
  kind: string
  /** The table under the alias `t`, with what the JSON needs joined to it. */
  from: RawBuilder<unknown>
  /** The row as phones hold it, with id, teamId and rev. */
  json: RawBuilder<unknown>
  /** The column with the holding team; `t.team_id` unless said otherwise. */
  team?: RawBuilder<unknown>
  /** Type of the id column; uuid unless said otherwise. */
  idType?: 'uuid' | 'text'
  /** Rows that phones still hold, when not all: those from the horizon (12 months back) on. */
  since?(horizon: Day): RawBuilder<unknown>
  /** Absent for kinds that no command writes. */
  write?: KindWrite<Row>
  /** Takes along what hangs on rows that moved to another team; answers what moved with them. */
  follow?(trx: Trx, moved: readonly Moved[], revs: Revisions): Promise<Moved[]>
  /** What a write changes in the figures. */
  deltas?(before: Row | undefined, after: Row | undefined): MeasureDelta[]
}

/** SQL of constant text that reads rows, as JSON, from `$rows` (see statement.ts). */
export interface KindWrite<Row> {
  insert: string
  update: string
  /** What the table keeps beside the row; the row as it is unless said otherwise. */
  columns?(row: Row): object
}

/** A store for the list of kinds, whatever its rows. */
// biome-ignore lint/suspicious/noExplicitAny: a list of stores is contravariant in their rows
export type AnyKindStore = KindStore<any>

/** The rows with these ids that the transaction's scope lets one see; one query. */
export async function loadRows(trx: Trx, store: AnyKindStore, ids: readonly string[]): Promise<SyncRow[]> {
  const rows = await run<{ row: SyncRow }>(trx, prepared(`select row from (${rowsText(store, 1)}) as found`), [ids])
  return rows.map(({ row }) => row)
}

/** Constant text that reads rows of a kind by their ids, given as parameter number `parameter`: (kind, seq, row). */
export function rowsText(store: AnyKindStore, parameter: number): string {
  const text = texts.get(store) ?? compileRowsText(store)
  texts.set(store, text)
  return text.replace('$ids', `$${parameter}`)
}

// Every push reads by these: compiled once per store, not once per push.
const texts = new WeakMap<AnyKindStore, string>()

const compileRowsText = (store: AnyKindStore): string =>
  sql`select ${sql.lit(store.kind)} as kind, 0::bigint as seq, ${store.json} as row
    from ${store.from} where t.id = any (${sql.raw(`$ids::${store.idType ?? 'uuid'}[]`)})`.compile(compiler).sql

// Compiles only, and is connected to nothing.
const compiler = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** The type of `t.id` as text, sorting as phones and cursors sort. */
export const idText = sql`(t.id::text collate "C")`
