import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { FileStore } from '#platform/server/files.ts'
import { enqueue } from '#platform/server/jobs.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Lane } from '#platform/server/sync/lanes.ts'
import { raiseRevisions } from '#platform/server/sync/revision.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem, type ProblemDefinition } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { UploadState } from '../../shared/photo-routes.ts'
import { photoDamaged, photoOffset, photosOfTeamFull, photoTooLong, photoUnreadable } from '../../shared/problems.ts'
import { type Redrawn, redraw } from './redraw.ts'
import '../tables.ts'

type Trx = Transaction<Database>

/** One transaction, run again when the database asks for it. */
export type InTransaction = <T>(work: (parts: { trx: Trx }) => Promise<T>) => Promise<T>

/** Who sends a photo, and transactions in their scope. */
export interface Asked {
  actor: { accountId: Id }
  transaction: InTransaction
}

/** Where photos are kept, and the line in which they wait: behind pushes, pulls and snapshots, which have lanes of their own. */
export interface PhotoDeps {
  files: FileStore
  lane: Lane
}

/** Room for a team's photos; about 2,000 of them. */
export const teamPhotoBytes = 700_000_000

interface Standing {
  id: Id
  team_id: Id
  done_by_team_id: Id
  width: number
  height: number
  bytes: number
  sha256: string
  removed_on: string | null
  file_key: string | null
  file_bytes: number | null
  received: number
}

/** How much of an own photo is here. Throws `not-found` for anybody else's. */
export const photoState = (deps: PhotoDeps, asked: Asked, photoId: Id): Promise<UploadState> =>
  deps.lane.run(() =>
    asked.transaction(async ({ trx }) => stateOf(await standing(trx, asked.actor.accountId, photoId))),
  )

/**
 * Takes the bytes that begin at `offset`. Bytes that are here already are passed over, so a part may be sent again; a gap is
 * `photo.offset`. The last part is answered when the photo is checked, drawn anew and kept. Throws `photo.damaged` (the parts
 * are dropped: from the start), `photo.unreadable`, `photo.too-long`, `photo.team-full`.
 */
export async function takePart(
  deps: PhotoDeps,
  asked: Asked,
  photoId: Id,
  offset: number,
  bytes: Buffer,
): Promise<UploadState> {
  const account = asked.actor.accountId
  const photo = await deps.lane.run(() =>
    asked.transaction(async ({ trx }) => addPart(trx, await standing(trx, account, photoId, true), offset, bytes)),
  )
  if (isSettled(photo) || photo.received < photo.bytes) return stateOf(photo)
  return deps.lane.run(() => finish(deps.files, asked.transaction, photo))
}

/**
 * Takes a whole photo that somebody else brought (a rescue file); in a transaction of the author's scope. It is drawn anew
 * later, by the job `photos.finish`: a file may bring sixty. Parts that the phone itself had sent make room for it.
 * Throws `not-found` (no record of the author's speaks of it), `photo.damaged`, `photo.team-full`.
 */
export async function takeWhole(trx: Trx, account: Id, photoId: Id, bytes: Buffer): Promise<'kept' | 'already'> {
  const photo = await standing(trx, account, photoId, true)
  if (isSettled(photo)) return 'already'
  const isHere = photo.received === photo.bytes
  if (!isHere) {
    if (hashOf(bytes) !== photo.sha256) throw new Problem(photoDamaged)
    await sql`delete from photo_part where photo_id = ${photo.id}`.execute(trx)
    await addPart(trx, { ...photo, received: 0 }, 0, bytes)
  }
  await enqueue(trx, finishTask, { photoId }, { key: `${finishTask}/${photoId}` })
  return isHere ? 'already' : 'kept'
}

/** Checks a photo of which all bytes are here, draws it anew and keeps it; on the worker's handle. */
export const finishTask = 'photos.finish'

export async function finishPhoto(db: Kysely<Database>, files: FileStore, photoId: Id): Promise<void> {
  const transaction: InTransaction = (work) => db.transaction().execute((trx) => work({ trx }))
  const photo = await transaction(({ trx }) => standingOf(trx, sql`id = ${photoId}`))
  if (!photo || isSettled(photo) || photo.received < photo.bytes) return
  try {
    await finish(files, transaction, photo)
  } catch (error) {
    // No picture: its parts are gone, and nobody can do better. Whatever else it was, the job is run again.
    if (!(error instanceof Problem) || error.body.code !== photoUnreadable.code) throw error
  }
}

const isSettled = ({ file_bytes, removed_on }: Standing): boolean => file_bytes !== null || removed_on !== null

// A photo that was removed meanwhile needs no more bytes: to the phone it is done.
const stateOf = (photo: Standing): UploadState =>
  isSettled(photo) ? { bytes: photo.bytes, done: true } : { bytes: photo.received, done: false }

async function standing(trx: Trx, account: Id, photoId: Id, lock = false): Promise<Standing> {
  const own = sql`id = ${photoId} and taken_by = ${account} ${lock ? sql`for update` : sql``}`
  const photo = await standingOf(trx, own)
  if (!photo) throw new Problem(notFound)
  return photo
}

async function standingOf(trx: Trx, which: RawBuilder<unknown>): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select id, team_id, done_by_team_id, width, height, bytes, sha256, removed_on, file_key, file_bytes,
      (select coalesce(sum(length(p.bytes)), 0)::int from photo_part p where p.photo_id = photo.id) as received
    from photo where ${which}`.execute(trx)
  return rows[0]
}

async function addPart(trx: Trx, photo: Standing, offset: number, bytes: Buffer): Promise<Standing> {
  if (isSettled(photo)) return photo
  if (offset > photo.received) throw new Problem(photoOffset, { at: photo.received })
  const fresh = bytes.subarray(photo.received - offset)
  const received = photo.received + fresh.length
  if (received > photo.bytes) throw new Problem(photoTooLong)
  if (photo.received === 0) await requireRoom(trx, photo)
  if (fresh.length > 0)
    await sql`insert into photo_part (photo_id, taken_by, start, bytes)
      select id, taken_by, ${photo.received}, ${fresh} from photo where id = ${photo.id}`.execute(trx)
  if (received < photo.bytes || photo.file_key) return { ...photo, received }
  // Reserved with the last part: whatever breaks from here on, the file is found again by its row.
  const key = `photos/${randomUUID()}.jpg`
  await sql`update photo set file_key = ${key} where id = ${photo.id}`.execute(trx)
  return { ...photo, received, file_key: key }
}

async function requireRoom(trx: Trx, photo: Standing): Promise<void> {
  const { rows } = await sql<{ taken: number }>`
    select coalesce(sum(file_bytes), 0)::float8 as taken from photo where done_by_team_id = ${photo.done_by_team_id}`.execute(
    trx,
  )
  if ((rows[0]?.taken ?? 0) + photo.bytes > teamPhotoBytes) throw new Problem(photosOfTeamFull)
}

async function finish(files: FileStore, transaction: InTransaction, photo: Standing): Promise<UploadState> {
  const bytes = await transaction(({ trx }) => allBytes(trx, photo.id))
  // Another request for the same photo was faster.
  if (bytes.length === 0) return { bytes: photo.bytes, done: true }
  if (hashOf(bytes) !== photo.sha256) return startAgain(transaction, photo, photoDamaged)
  const drawn = await redraw(bytes, photo.width, photo.height).catch((error: unknown) => {
    const isNoPicture = error instanceof Problem && error.body.code === photoUnreadable.code
    return isNoPicture ? startAgain(transaction, photo, photoUnreadable) : Promise.reject(error)
  })
  await keep(files, photo.file_key ?? '', drawn)
  await transaction(({ trx }) => arrive(trx, photo.id, drawn.whole.length + drawn.small.length))
  return { bytes: photo.bytes, done: true }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

async function allBytes(trx: Trx, photoId: Id): Promise<Buffer> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select bytes from photo_part where photo_id = ${photoId} order by start`.execute(trx)
  return Buffer.concat(rows.map(({ bytes }) => bytes))
}

async function startAgain(transaction: InTransaction, photo: Standing, why: ProblemDefinition): Promise<never> {
  await transaction(({ trx }) => sql`delete from photo_part where photo_id = ${photo.id}`.execute(trx))
  throw new Problem(why)
}

async function keep(files: FileStore, key: string, { whole, small }: Redrawn): Promise<void> {
  await files.put(key, Readable.from([whole]))
  await files.put(smallKey(key), Readable.from([small]))
}

/** The key of the small picture beside the whole one. */
export const smallKey = (key: string): string => key.replace(/\.jpg$/, '-s.jpg')

// The photo's phones learn that it can be seen: its row gets a revision of the team that holds it at this moment.
async function arrive(trx: Trx, photoId: Id, fileBytes: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ team_id: Id; file_bytes: number | null }>`
      select team_id, file_bytes from photo where id = ${photoId}`.execute(trx)
    const [photo] = rows
    if (!photo || photo.file_bytes !== null) break
    const rev = (await raiseRevisions(trx, [photo.team_id])).get(photo.team_id)
    // Nothing is set when the visit moved while the counter was waited for.
    await sql`update photo set file_bytes = ${fileBytes}, rev = ${rev}
      where id = ${photoId} and team_id = ${photo.team_id} and file_bytes is null`.execute(trx)
  }
  await sql`delete from photo_part where photo_id = ${photoId}`.execute(trx)
}
