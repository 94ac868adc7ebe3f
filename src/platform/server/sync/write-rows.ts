import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'
import type { AnyKindStore, Moved } from './kinds.ts'
import { departureOf, recordRemovals } from './removals.ts'
import type { Revisions } from './revision.ts'
import type { BatchWorld, Held } from './world.ts'

type Trx = Transaction<Database>

/**
 * Writes what a batch changed: per kind one insert and one update, then what hangs on moved rows, then the removals.
 * Answers the rows that moved along.
 */
export async function writeRows(
  trx: Trx,
  kinds: readonly AnyKindStore[],
  world: BatchWorld,
  revs: Revisions,
): Promise<Moved[]> {
  const written = world.written()
  for (const store of kinds)
    await writeKind(
      trx,
      store,
      written.filter(({ kind }) => kind === store.kind),
      revs,
    )
  const along = await followAll(trx, kinds, world.moves(), revs)
  await recordRemovals(trx, [...world.departures(), ...along.map(departureOf)], revs)
  return along
}

async function writeKind(trx: Trx, store: AnyKindStore, held: readonly Held[], revs: Revisions): Promise<void> {
  if (held.length === 0) return
  if (!store.write) throw new TypeError(`no command may write the kind ${store.kind}`)
  const made = held.filter(({ before }) => !before)
  const changed = held.filter(({ before }) => before)
  if (made.length > 0)
    await store.write.insert(
      trx,
      made.map((one) => withRevision(one, revs)),
    )
  if (changed.length > 0)
    await store.write.update(
      trx,
      changed.map((one) => withRevision(one, revs)),
    )
}

// A row carries the revision of the team that holds it; a team without one was never locked.
function withRevision({ now }: Held, revs: Revisions) {
  const rev = revs.get(now.teamId)
  if (rev === undefined) throw new TypeError('a row of a team whose counter is not locked')
  return { ...now, rev }
}

// What moves may itself have something hanging on it: a door's visits, and the conflicts of both.
async function followAll(
  trx: Trx,
  kinds: readonly AnyKindStore[],
  moved: readonly Moved[],
  revs: Revisions,
): Promise<Moved[]> {
  if (moved.length === 0) return []
  const along: Moved[] = []
  for (const store of kinds) if (store.follow) along.push(...(await store.follow(trx, [...moved, ...along], revs)))
  return along
}
