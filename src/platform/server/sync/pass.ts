import type { Transaction } from 'kysely'
import type { BaseRef, SyncRow } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import { deltasWrite } from '../measures/emit.ts'
import type { Database } from '../schema.ts'
import { type TableWrite, writeAll } from '../statement.ts'
import { decideAll } from './decide.ts'
import type { SyncDeps } from './deps.ts'
import { basesOf, type Decided, type Item } from './items.ts'
import { loadRows } from './kinds.ts'
import { findLeft } from './removals.ts'
import type { Revisions } from './revision.ts'
import { type LoadedRows, storeLateVerdicts, storeVerdicts } from './verdicts.ts'
import { BatchWorld, keyOf } from './world.ts'
import { moveAlong, writesOf } from './write-rows.ts'

type Trx = Transaction<Database>

/** Thrown when a row turns out to be with teams whose counters are not locked: begin again with them, in id order. */
export class MoreTeams extends Error {
  readonly teams: readonly Id[]

  constructor(teams: readonly Id[]) {
    super('more teams must be locked')
    this.teams = teams
  }
}

export interface PassResult {
  decided: Decided[]
  /** Rows that are new to their team: commands may have waited for them. */
  arrived: BaseRef[]
  /** What the caller must write, alone or together with its commit; nothing in the transaction sees it before. */
  unwritten: TableWrite[]
}

/**
 * Decides commands in the transaction that holds the locks of `revs`, and writes everything they change: bases with one
 * query per kind, decisions in memory, one statement for all tables.
 */
export async function runPass(
  trx: Trx,
  deps: SyncDeps,
  revs: Revisions,
  items: readonly Item[],
  waiting: readonly Item[],
  loaded: LoadedRows = nothing,
): Promise<PassResult> {
  const world = new BatchWorld()
  for (const [kind, rows] of loaded.rows) world.load(kind, rows)
  const all = [...items, ...waiting]
  await loadBases(trx, deps, world, revs, all, (item) => basesOf(item), loaded.asked)
  await loadBases(trx, deps, world, revs, all, (item) => furtherBasesOf(world, item))
  const decided = decideAll(world, items, waiting, deps.report)
  const writes = [
    ...writesOf(deps.kinds, world, revs),
    storeVerdicts(decided, revs),
    storeLateVerdicts(decided, revs),
    deltasWrite(deltasOf(deps, world)),
  ]
  if (world.departures().length === 0) return { decided, arrived: world.newcomers(), unwritten: writes }
  await writeAll(trx, writes)
  const along = await moveAlong(trx, deps.kinds, world, revs)
  return { decided, arrived: [...world.newcomers(), ...along], unwritten: [] }
}

const nothing: LoadedRows = { asked: new Set(), rows: new Map() }

const furtherBasesOf = (world: BatchWorld, { command, args, refused, meta }: Item): BaseRef[] =>
  (!refused && command?.furtherBases?.(world.viewFor(meta.teamId), args)) || []

async function loadBases(
  trx: Trx,
  deps: SyncDeps,
  world: BatchWorld,
  revs: Revisions,
  items: readonly Item[],
  refsOf: (item: Item) => BaseRef[],
  tried: ReadonlySet<string> = new Set(),
): Promise<void> {
  const asked = items.flatMap((item) => refsOf(item).map((ref) => ({ team: item.meta.teamId, ref })))
  const missing = asked.filter(({ ref }) => !world.has(ref) && !tried.has(keyOf(ref)))
  for (const store of deps.kinds) {
    const ids = new Set(missing.filter(({ ref }) => ref.kind === store.kind).map(({ ref }) => ref.id))
    if (ids.size > 0) world.load(store.kind, await loadRows(trx, store, [...ids]))
  }
  await loadLeft(trx, world, revs, asked)
}

// A base that is not the team's may have left it: then it counts as known, and its holder's counter must be locked too.
async function loadLeft(trx: Trx, world: BatchWorld, revs: Revisions, asked: readonly { team: Id; ref: BaseRef }[]) {
  const unseen = asked.filter(({ team, ref }) => !world.sees(team, ref))
  if (unseen.length === 0) return
  const left = await findLeft(trx, unseen)
  const unlocked = left.flatMap(({ holders }) => holders).filter((team) => !revs.has(team))
  if (unlocked.length > 0) throw new MoreTeams(unlocked)
  for (const { team, ref } of left) world.markLeft(team, ref)
}

const deltasOf = (deps: SyncDeps, world: BatchWorld) =>
  world.written().flatMap(({ kind, before, now }) => {
    const store = deps.kinds.find((one) => one.kind === kind)
    return store?.deltas?.(before, now as SyncRow) ?? []
  })
