import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'
import type { TableWrite } from '../statement.ts'
import type { AnyKindStore, Moved } from './kinds.ts'
import { departureOf, recordRemovals } from './removals.ts'
import type { Revisions } from './revision.ts'
import type { BatchWorld, Held } from './world.ts'

type Trx = Transaction<Database>

/** What a batch changed, as one insert and one update per kind. */
export const writesOf = (kinds: readonly AnyKindStore[], world: BatchWorld, revs: Revisions): TableWrite[] => {
  const written = world.written()
  return kinds.flatMap((store) =>
    writesOfKind(
      store,
      written.filter(({ kind }) => kind === store.kind),
      revs,
    ),
  )
}

function writesOfKind({ kind, write }: AnyKindStore, held: readonly Held[], revs: Revisions): TableWrite[] {
  if (held.length === 0) return []
  if (!write) throw new TypeError(`no command may write the kind ${kind}`)
  const columns = (one: Held) => (write.columns ?? sameRow)(withRevision(one, revs))
  return [
    { sql: write.insert, rows: held.filter(({ before }) => !before).map(columns) },
    { sql: write.update, rows: held.filter(({ before }) => before).map(columns) },
  ]
}

const sameRow = (row: object): object => row

/** After the rows are written: takes along what hangs on moved rows, and notes removals. Answers what moved along. */
export async function moveAlong(
  trx: Trx,
  kinds: readonly AnyKindStore[],
  world: BatchWorld,
  revs: Revisions,
): Promise<Moved[]> {
  const along = await followAll(trx, kinds, world.moves(), revs)
  await recordRemovals(trx, [...world.departures(), ...along.map(departureOf)], revs)
  return along
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
