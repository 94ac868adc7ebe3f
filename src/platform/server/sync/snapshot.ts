import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import { v7 as newId } from 'uuid'
import type { Id } from '#platform/shared/ids.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { limits, type SnapshotManifest, type WireChange, wireVersion } from '#platform/shared/wire.ts'
import type { Scope } from '../db.ts'
import { inTransaction } from '../http/transaction.ts'
import type { Database } from '../schema.ts'
import { requireMember } from './access.ts'
import type { SyncDeps } from './deps.ts'
import type { AnyKindStore } from './kinds.ts'
import { start } from './position.ts'
import { countSince, horizon, readPage, readState, type TeamState } from './pull.ts'
import { Sealer } from './seal.ts'

type Trx = Transaction<Database>
const compress = promisify(gzip)

/** A snapshot whose delta is larger than this share of its rows is made anew; small ones are not worth the work. */
const largestDelta = 0.2
const smallestRebuild = 50
/** A phone may be in the middle of fetching the former snapshot: its chunks stay a day. */
const keptHours = 24

/** The manifest of a team's first sync. Made when there is none, or when too much has changed since. */
export async function snapshot(deps: SyncDeps, actor: Actor, scope: Scope, team: Id): Promise<SnapshotManifest> {
  requireMember(actor, team)
  return inTransaction(deps.db, { ...scope, teams: [team] }, false, async (trx) => {
    const fresh = await latest(trx, deps.kinds, team, await readState(trx, team))
    if (fresh) return fresh
    // Two phones of a team at once: the second waits and finds what the first has made.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`snapshot ${team}`}, 0))`.execute(trx)
    const state = await readState(trx, team)
    return (await latest(trx, deps.kinds, team, state)) ?? (await build(trx, deps, team, state))
  })
}

/** The gzip bytes of one chunk. Its name opens nothing by itself: the team is checked like for any row. */
export async function readChunk(deps: SyncDeps, actor: Actor, scope: Scope, team: Id, hash: string): Promise<Buffer> {
  requireMember(actor, team)
  const mine = { ...scope, teams: [team] }
  const chunk = await inTransaction(deps.db, mine, true, (trx) =>
    trx
      .selectFrom('sync_chunk')
      .select('sealed')
      .where('team_id', '=', team)
      .where('hash', '=', hash)
      .limit(1)
      .executeTakeFirst(),
  )
  const plain = chunk && new Sealer(deps.authSecret).open(chunk.sealed, nameOf(team, hash))
  if (plain) return plain
  // Sealed with a former secret of the installation: made anew when the phone asks for the manifest again.
  if (chunk) await inTransaction(deps.db, mine, false, (trx) => dropSnapshots(trx, [team]))
  throw new Problem(notFound)
}

/** Drops the snapshots of teams: to be called in the transaction that erases a person's data from their rows. */
export async function dropSnapshots(trx: Trx, teams: readonly Id[]): Promise<void> {
  await sql`delete from sync_snapshot where team_id = any (${[...teams]}::uuid[])`.execute(trx)
}

const nameOf = (team: Id, hash: string): string => `${team}/${hash}`

interface Latest {
  id: Id
  rev: number
  rows: number
}

async function latest(
  trx: Trx,
  kinds: readonly AnyKindStore[],
  team: Id,
  state: TeamState,
): Promise<SnapshotManifest | null> {
  const found = await trx
    .selectFrom('sync_snapshot')
    .select(['id', 'rev', 'rows'])
    .where('team_id', '=', team)
    .where('epoch', '=', state.epoch)
    .where('wire', '=', wireVersion)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!found || found.rev < state.forgotten || (await isOutgrown(trx, kinds, team, found))) return null
  return manifestOf(trx, team, state.epoch, found)
}

async function isOutgrown(trx: Trx, kinds: readonly AnyKindStore[], team: Id, { rev, rows }: Latest): Promise<boolean> {
  const most = Math.max(smallestRebuild, Math.ceil(rows * largestDelta))
  return (await countSince(trx, kinds, team, rev, most + 1)) > most
}

async function manifestOf(trx: Trx, team: Id, epoch: string, { id, rev, rows }: Latest): Promise<SnapshotManifest> {
  const chunks = await trx
    .selectFrom('sync_chunk')
    .select(['hash', 'rows', 'bytes'])
    .where('snapshot_id', '=', id)
    .orderBy('position')
    .execute()
  return { wire: wireVersion, team, epoch, rev, rows, chunks }
}

async function build(trx: Trx, deps: SyncDeps, team: Id, state: TeamState): Promise<SnapshotManifest> {
  const sealer = new Sealer(deps.authSecret)
  const since = horizon(deps.now())
  const id = newId()
  await trx
    .insertInto('sync_snapshot')
    .values({ id, team_id: team, epoch: state.epoch, wire: wireVersion, rev: state.head, rows: 0, oldest_day: since })
    .execute()
  let rows = 0
  let after = start
  for (let position = 0; ; position++) {
    const page = await readPage(
      trx,
      deps.kinds,
      { team, after, head: state.head, most: limits.chunkRows, since },
      'rows only',
    )
    if (page.changes.length > 0) await storeChunk(trx, sealer, { id, team, position }, page.changes)
    rows += page.changes.length
    const last = page.changes.at(-1)
    if (!page.next || !last) break
    after = last
  }
  await trx.updateTable('sync_snapshot').set({ rows }).where('id', '=', id).execute()
  await dropFormer(trx, team, id)
  return manifestOf(trx, team, state.epoch, { id, rev: state.head, rows })
}

interface ChunkPlace {
  id: Id
  team: Id
  position: number
}

async function storeChunk(
  trx: Trx,
  sealer: Sealer,
  { id, team, position }: ChunkPlace,
  changes: readonly WireChange[],
) {
  const lines = `${changes.map((change) => JSON.stringify(change)).join('\n')}\n`
  const bytes = await compress(lines)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const sealed = sealer.seal(bytes, nameOf(team, hash))
  await trx
    .insertInto('sync_chunk')
    .values({ snapshot_id: id, position, team_id: team, hash, rows: changes.length, bytes: bytes.length, sealed })
    .execute()
}

const dropFormer = (trx: Trx, team: Id, present: Id) =>
  sql`delete from sync_snapshot where team_id = ${team} and id <> ${present}
    and created_at < now() - make_interval(hours => ${keptHours})`.execute(trx)
