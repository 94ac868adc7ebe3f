import type { Transaction } from 'kysely'
import type { BaseRef } from '#platform/shared/command.ts'
import type { Database } from '../schema.ts'
import { writeAll } from '../statement.ts'
import type { SyncDeps } from './deps.ts'
import { broughtBy, type Decided, type Item } from './items.ts'
import { runPass } from './pass.ts'
import type { Revisions } from './revision.ts'
import { loadKnown } from './verdicts.ts'

type Trx = Transaction<Database>

/** The stored commands that wait for any of these rows, in the order in which they arrived. */
export async function loadWaiting(trx: Trx, deps: SyncDeps, rows: readonly BaseRef[]): Promise<Item[]> {
  if (rows.length === 0) return []
  return (await loadKnown(trx, { ids: [], brought: rows.map(({ id }) => id), bases: [] }, deps)).waiting
}

/** Waiting commands, and those that wait for what these will bring, and so on. */
export async function withThoseBehind(trx: Trx, deps: SyncDeps, waiting: readonly Item[]): Promise<Item[]> {
  const all = new Map(waiting.map((item) => [item.meta.id, item]))
  let last = waiting
  while (last.length > 0) {
    const behind = await loadWaiting(trx, deps, last.flatMap(broughtBy))
    last = behind.filter(({ meta }) => !all.has(meta.id))
    for (const item of last) all.set(item.meta.id, item)
  }
  return [...all.values()]
}

/** Decides what waited for rows that have arrived, and what waited for that, until nothing is released any more. */
export async function decideAwaited(
  trx: Trx,
  deps: SyncDeps,
  revs: Revisions,
  arrived: readonly BaseRef[],
): Promise<Decided[]> {
  const all: Decided[] = []
  const seen = new Set<string>()
  for (let rows = arrived; rows.length > 0; ) {
    const released = (await loadWaiting(trx, deps, rows)).filter(({ meta }) => !seen.has(meta.id))
    if (released.length === 0) break
    for (const { meta } of released) seen.add(meta.id)
    const pass = await runPass(trx, deps, revs, released, [])
    await writeAll(trx, pass.unwritten)
    all.push(...pass.decided)
    rows = pass.arrived
  }
  return all
}
